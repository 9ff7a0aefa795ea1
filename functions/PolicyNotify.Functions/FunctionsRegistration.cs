using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyNotify.Functions.Http;
using PolicyNotify.Functions.Site;
using PolicyNotify.Site;

namespace PolicyNotify.Functions;

internal static class FunctionsRegistration
{
    /// <summary>Adds what the function classes share and the service does not know.</summary>
    public static IServiceCollection AddFunctions(this IServiceCollection services) => services
        .AddSingleton<ApiGate>()
        .AddSingleton(provider => new SiteDoor(
            provider.GetRequiredService<ApiGate>(), provider.GetRequiredService<PolicySite>(), provider.GetRequiredService<ILogger<SiteDoor>>()));
}

using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Functions.Http;
using PolicyNotify.Functions.Site;
using PolicyNotify.Site;

namespace PolicyNotify.Functions;

/// <summary>Composes what the function classes share and the service does not know.</summary>
internal static class FunctionsRegistration
{
    // As much as the Functions host lets through by default; the worker's own server would stop at 30 MB. Each function sets its own, lower limit.
    private const long MaximumRequestBytes = 100 * 1024 * 1024;

    public static IServiceCollection AddFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaximumRequestBytes;
        });
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton(provider => new ApiGate(provider.GetRequiredService<ApiKeys>(), provider.GetRequiredService<ILogger<ApiGate>>()));
        services.AddSingleton(provider => new SiteDoor(
            provider.GetRequiredService<ApiGate>(), provider.GetRequiredService<PolicySite>(), provider.GetRequiredService<ILogger<SiteDoor>>()));
        return services;
    }
}

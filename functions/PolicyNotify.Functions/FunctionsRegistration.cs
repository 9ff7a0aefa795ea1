using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Functions.Http;

namespace PolicyNotify.Functions;

internal static class FunctionsRegistration
{
    /// <summary>Adds what the function classes share and the service does not know.</summary>
    public static IServiceCollection AddFunctions(this IServiceCollection services) => services.AddSingleton<ApiGate>();
}

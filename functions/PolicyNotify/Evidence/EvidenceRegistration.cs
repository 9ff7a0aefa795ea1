using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyNotify.Storage;

namespace PolicyNotify.Evidence;

internal static class EvidenceRegistration
{
    public static IServiceCollection AddEvidence(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new AuditLog(
            provider.GetRequiredService<StorageLayout>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}

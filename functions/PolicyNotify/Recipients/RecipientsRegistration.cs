using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Storage;

namespace PolicyNotify.Recipients;

internal static class RecipientsRegistration
{
    public static IServiceCollection AddRecipients(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RecipientOptions>()
            .Bind(configuration.GetSection(RecipientOptions.Section))
            .Validate(
                options => options.IdKey is { Length: >= RecipientOptions.ShortestIdKey },
                $"Set {RecipientOptions.Section}:{nameof(RecipientOptions.IdKey)} to a secret of {RecipientOptions.ShortestIdKey} characters or more, "
                    + "and keep it: recipients are known under ids derived from it.")
            .Validate(
                options => options.MaximumImportBytes > 0,
                $"{RecipientOptions.Section}:{nameof(RecipientOptions.MaximumImportBytes)} is a number of bytes above 0.")
            .ValidateOnStart();

        services.AddSingleton<RecipientIdentity>();
        services.AddSingleton(provider => new RecipientStore(
            provider.GetRequiredService<StorageLayout>(), provider.GetRequiredService<RecipientIdentity>()));
        services.AddSingleton(provider => new RecipientReachability(provider.GetRequiredService<RecipientStore>()));
        services.AddSingleton(provider => new RecipientImport(
            provider.GetRequiredService<RecipientStore>(),
            provider.GetRequiredService<RecipientIdentity>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<RecipientOptions>>(),
            provider.GetRequiredService<ILogger<RecipientImport>>()));
        return services;
    }
}

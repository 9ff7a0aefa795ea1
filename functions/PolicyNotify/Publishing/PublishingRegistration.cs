using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Evidence;
using PolicyNotify.Storage;

namespace PolicyNotify.Publishing;

internal static class PublishingRegistration
{
    public static IServiceCollection AddPublishing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPublishingPeriods(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublishingOptions>, RulesFolderValidator>();
        services.AddOptions<SiteAddressOptions>()
            .Bind(configuration.GetSection(SiteAddressOptions.Section))
            .Validate(
                options => options.BaseUrl is { IsAbsoluteUri: true, Scheme: "https" or "http" },
                $"Set {SiteAddressOptions.Section}:{nameof(SiteAddressOptions.BaseUrl)} to the site's public address, such as https://policies.example.com/.")
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.CompanyName),
                $"Set {SiteAddressOptions.Section}:{nameof(SiteAddressOptions.CompanyName)} to the company's name as it signs its policies and mails.")
            .ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PublicLinks>();
        services.AddSingleton<PolicyTexts>();
        services.AddSingleton(provider => new VersionStore(
            provider.GetRequiredService<StorageLayout>(), provider.GetRequiredService<PolicyTexts>()));
        services.AddSingleton(provider => new PublishedVersions(
            provider.GetRequiredService<VersionStore>(), provider.GetRequiredService<ClassificationStore>()));
        services.AddSingleton<VersionWriter>();
        services.AddSingleton<ChangeClassifier>(Classifier);
        services.AddSingleton<VersionPlanner>();
        services.AddSingleton<VersionLifecycle>();
        services.AddSingleton<ClassificationStore>();
        services.AddSingleton(provider => new PublishingService(
            provider.GetRequiredService<VersionWriter>(),
            provider.GetRequiredService<PolicyTexts>(),
            provider.GetRequiredService<ClassificationStore>(),
            provider.GetRequiredService<VersionPlanner>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<StorageLayout>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<PublishingOptions>>(),
            provider.GetRequiredService<ILogger<PublishingService>>()));
        return services;
    }

    /// <summary>Reads and checks what the company promises, for the service and for whoever reckons with the same periods elsewhere.</summary>
    internal static OptionsBuilder<PublishingOptions> AddPublishingPeriods(this IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<PublishingOptions>()
            .Bind(configuration.GetSection(PublishingOptions.Section))
            .Validate(options => options.NoticeDays is >= 1 and <= 366, Range(nameof(PublishingOptions.NoticeDays), "days from 1 to 366"))
            .Validate(options => options.ObjectionDays is >= 1 and <= 366, Range(nameof(PublishingOptions.ObjectionDays), "days from 1 to 366"))
            .Validate(options => options.MailingDays is >= 0 and <= 60, Range(nameof(PublishingOptions.MailingDays), "days from 0 to 60"))
            .Validate(options => options.CoolingOffMinutes is >= 0 and <= 43_200, Range(nameof(PublishingOptions.CoolingOffMinutes), "minutes from 0 to 43200 (30 days)"))
            .Validate(options => options.MaximumTextBytes is >= 1 and <= 20_000_000, Range(nameof(PublishingOptions.MaximumTextBytes), "bytes from 1 to 20000000"));

    // Reading the options has validated the folder, so there is a classifier unless the files changed in between.
    private static ChangeClassifier Classifier(IServiceProvider provider)
    {
        var folder = provider.GetRequiredService<IOptions<PublishingOptions>>().Value.RulesFolder;
        return CompanyRules.Read(folder, provider.GetRequiredService<IHostEnvironment>().ContentRootPath).Classifier
            ?? throw new InvalidOperationException($"The rules in {folder} changed while the service started, and can no longer be used. Correct them and start again.");
    }

    private static string Range(string setting, string range) => $"{PublishingOptions.Section}:{setting} is a number of {range}.";
}

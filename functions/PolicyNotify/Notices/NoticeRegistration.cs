using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Notices.TakingEffect;
using PolicyNotify.Notices.Watching;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Notices;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReplyAddressOptions>().Bind(configuration.GetSection(ReplyAddressOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReplyAddressOptions>, ReplyAddressOptionsValidator>();
        services.AddOptions<NoticeOptions>()
            .Bind(configuration.GetSection(NoticeOptions.Section))
            .Validate(options => options.SendConcurrency is >= 1 and <= 256, Range(nameof(NoticeOptions.SendConcurrency), 1, 256))
            .Validate(options => options.PageSize is >= 1 and <= 100, Range(nameof(NoticeOptions.PageSize), 1, 100))
            .Validate(options => options.MaximumPerSecond is >= 0 and <= 100_000, Range(nameof(NoticeOptions.MaximumPerSecond), 0, 100_000))
            .Validate(options => options.LeaseSeconds is >= 1 and <= 3600, Range(nameof(NoticeOptions.LeaseSeconds), 1, 3600))
            .Validate(options => options.CatchUpMinutes is >= 1 and <= 1440, Range(nameof(NoticeOptions.CatchUpMinutes), 1, 1440))
            .Validate(options => options.UnknownRetryMinutes is >= 1 and <= 10_080, Range(nameof(NoticeOptions.UnknownRetryMinutes), 1, 10_080))
            .Validate(options => options.StopRetryMinutes is >= 1 and <= 1440, Range(nameof(NoticeOptions.StopRetryMinutes), 1, 1440))
            .Validate(options => options.SlackDays is null or (>= 0 and <= 366), Range(nameof(NoticeOptions.SlackDays), 0, 366))
            .Validate(options => options.ExpectedPerSecond is >= 1 and <= 100_000, Range(nameof(NoticeOptions.ExpectedPerSecond), 1, 100_000))
            .Validate(options => options.AlertHours is >= 1 and <= 720, Range(nameof(NoticeOptions.AlertHours), 1, 720))
            .ValidateOnStart();

        services.AddSingleton<ReplyTokens>();
        services.AddSingleton<MessageIds>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<LedgerScan>();
        services.AddSingleton<NoticeContentStore>();
        services.AddSingleton<NoticeRenderer>();
        services.AddSingleton<NoticeLetters>();
        services.AddSingleton(provider => new NoticeProof(
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<LegalMailbox>(),
            provider.GetRequiredService<NoticeLetters>(),
            provider.GetRequiredService<NoticeContentStore>(),
            provider.GetRequiredService<MimeMessages>(),
            provider.GetRequiredService<IOptions<MailOptions>>()));
        services.AddSingleton<NoticeRecorder>();
        services.AddSingleton<NoticeReplanner>();
        services.AddSingleton<VersionDecisions>();
        services.AddSingleton<SendPace>();
        services.AddSingleton<PageSender>();
        services.AddSingleton<PageRecorder>();
        services.AddSingleton<RefusedAddresses>();
        services.AddSingleton<PartitionPass>();
        services.AddSingleton<BatchWorker>();
        services.AddSingleton<BatchDispatch>();
        services.AddSingleton<EffectGuard>();
        services.AddSingleton<WatchStore>();
        services.AddSingleton(provider => new PlanningTroubles(provider.GetRequiredService<StorageLayout>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UnplannedNotices>();
        services.AddSingleton<NoticeAlerts>();
        services.AddSingleton<RawEventStore>();
        services.AddSingleton<DeliveryEventRecorder>();
        services.AddSingleton(provider => new SendGridEventIntake(
            provider.GetRequiredService<RawEventStore>(),
            provider.GetRequiredService<StorageLayout>(),
            provider.GetRequiredService<DeliveryEventRecorder>(),
            provider.GetRequiredService<PolicyNotifyMetrics>(),
            provider.GetRequiredService<IOptions<MailOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SendGridEventIntake>>()));
        services.AddSingleton(provider => new NoticeService(
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<NoticeRenderer>(),
            provider.GetRequiredService<NoticeContentStore>(),
            provider.GetRequiredService<VersionStore>(),
            provider.GetRequiredService<RecipientStore>(),
            provider.GetRequiredService<BatchDispatch>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<NoticeRecorder>(),
            provider.GetRequiredService<NoticeReplanner>(),
            provider.GetRequiredService<VersionDecisions>(),
            provider.GetRequiredService<NoticeProof>(),
            provider.GetRequiredService<PlanningTroubles>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<PublishingOptions>>(),
            provider.GetRequiredService<IOptions<NoticeOptions>>(),
            provider.GetRequiredService<ILogger<NoticeService>>()));
        services.AddSingleton(provider => new NoticeMailer(
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<NoticeRecorder>(),
            provider.GetRequiredService<NoticeContentStore>(),
            provider.GetRequiredService<LedgerScan>(),
            provider.GetRequiredService<BatchWorker>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<IOptions<NoticeOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<NoticeMailer>>()));
        services.AddSingleton(provider => new EffectService(
            provider.GetRequiredService<VersionStore>(),
            provider.GetRequiredService<VersionLifecycle>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<EffectGuard>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<LegalMailbox>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EffectService>>()));
        services.AddSingleton(provider => new NoticeDirectory(
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<RecipientStore>(),
            provider.GetRequiredService<WatchStore>(),
            provider.GetRequiredService<UnplannedNotices>(),
            provider.GetRequiredService<IOptions<NoticeOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new NoticeWatch(
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<NoticeDirectory>(),
            provider.GetRequiredService<WatchStore>(),
            provider.GetRequiredService<UnplannedNotices>(),
            provider.GetRequiredService<PlanningTroubles>(),
            provider.GetRequiredService<NoticeAlerts>(),
            provider.GetRequiredService<LegalMailHealth>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<PolicyNotifyMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<NoticeWatch>>()));
        services.AddSingleton(provider => new DeliveryExport(
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<DeliveryLedger>(),
            provider.GetRequiredService<MessageIds>()));
        services.AddSingleton(provider => new NoticeDecisions(
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<NoticeRecorder>(),
            provider.GetRequiredService<VersionDecisions>(),
            provider.GetRequiredService<DeliveryLedger>(),
            provider.GetRequiredService<EffectGuard>(),
            provider.GetRequiredService<NoticeDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static string Range(string setting, int from, int to) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Set {NoticeOptions.Section}:{setting} to a number between {from} and {to}.");
}

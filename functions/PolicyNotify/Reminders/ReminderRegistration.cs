using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Replies.Records;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Reminders;

internal static class ReminderRegistration
{
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReminderOptions>().Bind(configuration.GetSection(ReminderOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReminderOptions>, ReminderOptionsValidator>();
        services.AddSingleton<ReminderStore>();
        services.AddSingleton<ReminderClosing>();
        services.AddSingleton<ReminderAlerts>();
        services.AddSingleton(provider => new ReminderService(
            provider.GetRequiredService<ReminderStore>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<VersionStore>(),
            provider.GetRequiredService<NoticeRenderer>(),
            provider.GetRequiredService<NoticeContentStore>(),
            provider.GetRequiredService<BatchDispatch>(),
            provider.GetRequiredService<ReminderClosing>(),
            provider.GetRequiredService<ReminderAlerts>(),
            provider.GetRequiredService<PolicyNotifyMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<ReminderOptions>>(),
            provider.GetRequiredService<IOptions<NoticeOptions>>(),
            provider.GetRequiredService<ILogger<ReminderService>>()));
        services.AddSingleton(provider => new ReminderMailer(
            provider.GetRequiredService<ReminderStore>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<NoticeContentStore>(),
            provider.GetRequiredService<LedgerScan>(),
            provider.GetRequiredService<DeliveryLedger>(),
            provider.GetRequiredService<ObjectionStore>(),
            provider.GetRequiredService<BatchWorker>(),
            provider.GetRequiredService<IOptions<ReminderOptions>>(),
            provider.GetRequiredService<ILogger<ReminderMailer>>()));
        services.AddSingleton(provider => new ReminderDirectory(
            provider.GetRequiredService<ReminderStore>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<NoticeDirectory>(),
            provider.GetRequiredService<NoticeProof>(),
            provider.GetRequiredService<DeliveryExport>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ReminderDecisions(
            provider.GetRequiredService<ReminderStore>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<ReminderDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}

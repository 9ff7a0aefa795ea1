using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Reminders;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.EvidencePackages;

internal static class EvidencePackagesRegistration
{
    public static IServiceCollection AddEvidencePackages(this IServiceCollection services) =>
        services.AddSingleton(provider => new EvidenceExport(
            provider.GetRequiredService<PublishedVersions>(),
            provider.GetRequiredService<NoticeDirectory>(),
            provider.GetRequiredService<NoticeContentStore>(),
            provider.GetRequiredService<DeliveryExport>(),
            provider.GetRequiredService<ReminderDirectory>(),
            provider.GetRequiredService<ReplyDirectory>(),
            provider.GetRequiredService<ReplyStore>(),
            provider.GetRequiredService<RawMailStore>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<TimeProvider>()));
}

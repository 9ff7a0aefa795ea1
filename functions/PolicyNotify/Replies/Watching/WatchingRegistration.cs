using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Replies.Watching;

internal static class WatchingRegistration
{
    public static IServiceCollection AddWatching(this IServiceCollection services)
    {
        services.AddSingleton<DigestDays>();
        services.AddSingleton(provider => new ReplyWatch(
            provider.GetRequiredService<ReplyStore>(),
            provider.GetRequiredService<WebhookDirectory>(),
            provider.GetRequiredService<LegalMailbox>(),
            provider.GetRequiredService<DigestDays>(),
            provider.GetRequiredService<PolicyNotifyMetrics>(),
            provider.GetRequiredService<IOptions<ReplyOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}

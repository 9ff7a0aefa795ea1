using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Standing;

internal static class StandingRegistration
{
    public static IServiceCollection AddStanding(this IServiceCollection services) =>
        services.AddSingleton(provider => new StandingDirectory(
            provider.GetRequiredService<RecipientStore>(),
            provider.GetRequiredService<VersionStore>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<DeliveryLedger>(),
            provider.GetRequiredService<ObjectionStore>(),
            provider.GetRequiredService<ReplyWindows>(),
            provider.GetRequiredService<TimeProvider>()));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Replies.Receiving.Imap;
using PolicyNotify.Replies.Receiving.InboundParse;
using PolicyNotify.Replies.Receiving.Sources;

namespace PolicyNotify.Replies.Receiving;

internal static class ReceivingRegistration
{
    /// <summary>Adds the places that replies come from.</summary>
    public static IServiceCollection AddReplySources(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ReplyOptions>, ReplySourcesValidator>();
        services.AddSingleton<SourceStore>();
        services.AddSingleton(provider => new ReplySources(provider.GetRequiredService<SourceStore>(), provider.GetRequiredService<IOptions<ReplyOptions>>()));
        services.AddHttpClient(AccessTokens.Client, client => client.Timeout = TimeSpan.FromSeconds(30));
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<MailboxConnector>();
        services.AddSingleton<ImapSource>();
        services.AddSingleton(provider => new InboundParseIntake(
            provider.GetRequiredService<IOptions<ReplyOptions>>(),
            provider.GetRequiredService<ReplyIntake>(),
            provider.GetRequiredService<RawMailStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<InboundParseIntake>>()));
        services.AddSingleton(provider => new ReplyImport(
            provider.GetRequiredService<ReplyIntake>(), provider.GetRequiredService<ReplyViews>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new FileClock(TimeProvider.System));
        services.AddSingleton<FolderSource>();
        return services;
    }
}

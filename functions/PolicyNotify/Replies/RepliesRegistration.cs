using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Acknowledging;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Phrases;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Receiving.Imap;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Replies.Standing;
using PolicyNotify.Replies.Watching;

namespace PolicyNotify.Replies;

internal static class RepliesRegistration
{
    public static IServiceCollection AddReplies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReplyOptions>()
            .Bind(configuration.GetSection(ReplyOptions.Section))
            .Validate(options => options.MailsPerRun is >= 1 and <= 10_000, $"Set {ReplyOptions.Section}:{nameof(ReplyOptions.MailsPerRun)} to a number between 1 and 10000.")
            .Validate(
                options => options.AcknowledgementsPerDay is >= 1 and <= 100,
                $"Set {ReplyOptions.Section}:{nameof(ReplyOptions.AcknowledgementsPerDay)} to a number between 1 and 100.")
            .Validate(
                options => TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _),
                $"Set {ReplyOptions.Section}:{nameof(ReplyOptions.TimeZone)} to an IANA time zone, such as Europe/Dublin.")
            .Validate(options => options.DigestHour is >= 0 and <= 23, $"Set {ReplyOptions.Section}:{nameof(ReplyOptions.DigestHour)} to an hour between 0 and 23.")
            .ValidateOnStart();

        services.AddSingleton(_ => new ReplyJudge(PhraseBooks.Load()));
        services.AddSingleton<RawMailStore>();
        services.AddSingleton<ReplyStore>();
        services.AddSingleton<ObjectionStore>();
        services.AddSingleton<ReplyWindows>();
        services.AddSingleton<MatchCandidates>();
        services.AddSingleton<ReplyMatcher>();
        services.AddSingleton<ReplyAssessor>();
        services.AddSingleton<AcknowledgementLetter>();
        services.AddSingleton<AnswerLimits>();
        services.AddSingleton<Acknowledger>();
        services.AddSingleton<ReturnedMail>();
        services.AddSingleton<ReplyIntake>();
        services.AddReplySources();
        services.AddSingleton(provider => new ReplyCollector(
            provider.GetRequiredService<FolderSource>(), provider.GetRequiredService<ImapSource>(), provider.GetRequiredService<ReplyIntake>()));
        services.AddSingleton<ReplyViews>();
        services.AddSingleton(provider => new ReplyDirectory(
            provider.GetRequiredService<ReplyStore>(),
            provider.GetRequiredService<ObjectionStore>(),
            provider.GetRequiredService<RecipientStore>(),
            provider.GetRequiredService<ReplyViews>()));
        services.AddSingleton(provider => new ObjectionDecisions(
            provider.GetRequiredService<ObjectionStore>(), provider.GetRequiredService<ObjectionHandOn>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RequestDesk(
            provider.GetRequiredService<ReplyStore>(), provider.GetRequiredService<ReplyViews>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ReplyResolver(
            provider.GetRequiredService<ReplyStore>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<RecipientStore>(),
            provider.GetRequiredService<ObjectionStore>(),
            provider.GetRequiredService<ReplyAssessor>(),
            provider.GetRequiredService<ReplyIntake>(),
            provider.GetRequiredService<ReplyViews>(),
            provider.GetRequiredService<TimeProvider>()));
        return services.AddHandingOn(configuration).AddStanding().AddWatching();
    }
}

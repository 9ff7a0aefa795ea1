using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Acknowledging;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Phrases;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;

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
        services.AddSingleton<Acknowledger>();
        services.AddSingleton<ReturnedMail>();
        services.AddSingleton<ReplyIntake>();
        services.AddSingleton(new FileClock(TimeProvider.System));
        services.AddSingleton<FolderSource>();
        services.AddSingleton(provider => new ReplyCollector(provider.GetRequiredService<FolderSource>(), provider.GetRequiredService<ReplyIntake>()));
        services.AddSingleton(provider => new ReplyDirectory(provider.GetRequiredService<ReplyStore>(), provider.GetRequiredService<ObjectionStore>()));
        services.AddSingleton(provider => new ReplyResolver(
            provider.GetRequiredService<ReplyStore>(),
            provider.GetRequiredService<NoticeStore>(),
            provider.GetRequiredService<RecipientStore>(),
            provider.GetRequiredService<ReplyAssessor>(),
            provider.GetRequiredService<ReplyIntake>(),
            provider.GetRequiredService<TimeProvider>()));
        return services.AddHandingOn(configuration);
    }
}

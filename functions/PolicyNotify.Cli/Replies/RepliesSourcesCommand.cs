using System.CommandLine;
using System.Globalization;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies.Receiving.Sources;

namespace PolicyNotify.Cli.Replies;

internal static class RepliesSourcesCommand
{
    public static Command Create(CliHost host) => new CliCommand(
        host,
        "sources",
        "List where replies come from, what keeps a source from being read, and how many mails wait there. Exit code 1 when one is in trouble.",
        "policy-notify replies sources").UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var answer = await service.GetAsync("api/reply-sources", cancellationToken);
            var sources = service.Read<IReadOnlyList<SourceStatus>>(answer);
            invocation.Answer.Give(answer, words =>
            {
                if (sources.Count == 0)
                    words.Line("No source has been read yet.");
                else
                    Write(words, sources);
            });
            return sources.Any(source => source.Trouble is not null || source.Failed > 0) ? ExitCode.No : ExitCode.Fine;
        });

    private static void Write(Answer words, IReadOnlyList<SourceStatus> sources)
    {
        words.Table(["source", "last read", "not taken yet", "oldest of them", "unreadable", "trouble"], [.. sources.Select(Row)]);
        if (sources.Any(source => source.Waiting > 0))
            words.Line("Not taken yet: mails that the last run left there, because a run takes only so many (Replies:MailsPerRun) or ended early. The next run, within a minute, goes on with the oldest.");
        if (sources.Any(source => source.Failed > 0))
            words.Line("Unreadable: mails that the source itself does not hand out. They stay there until somebody looks at them.");
    }

    private static IReadOnlyList<string> Row(SourceStatus source) =>
    [
        source.Name,
        Words.Of(source.SucceededAt),
        source.Waiting?.ToString(CultureInfo.InvariantCulture) ?? "",
        Words.Of(source.OldestWaitingAt),
        source.Failed.ToString(CultureInfo.InvariantCulture),
        source.Trouble is { } trouble ? $"since {Words.Of(source.TroubleSince)}: {trouble}" : "",
    ];
}

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
                    words.Table(["source", "last read", "waiting", "oldest", "failed", "trouble"], [.. sources.Select(Row)]);
            });
            return sources.Any(source => source.Trouble is not null || source.Failed > 0) ? ExitCode.No : ExitCode.Fine;
        });

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

using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

internal static class RepliesListCommand
{
    public static Command Create(CliHost host)
    {
        var needsReview = new Option<bool>("--needs-review") { Description = "Only those that somebody has to look at." };
        var requests = new Option<bool>("--requests") { Description = "Only data-protection requests that are not answered, the one due first first." };
        return new CliCommand(
            host,
            "list",
            "List what people and machines answered, and what each answer was judged to be.",
            "policy-notify replies list",
            "policy-notify replies list --needs-review",
            "policy-notify replies list --requests")
        {
            needsReview, requests,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var answer = await service.GetAsync($"api/replies{(invocation.Value(requests) ? "?requests=true" : invocation.Value(needsReview) ? "?needsReview=true" : "")}", cancellationToken);
            var replies = service.Read<IReadOnlyList<ReplyView>>(answer);
            invocation.Answer.Give(answer, words =>
            {
                if (replies.Count == 0)
                    words.Line("There are none.");
                else
                    words.Table(["reply", "received", "kind", "review", "due", "notice", "from or file", "why"], [.. replies.Select(Row)]);
            });
            return ExitCode.Fine;
        });
    }

    private static string Due(ReplyView reply) => reply switch
    {
        { Closure: not null } => "answered",
        { DueOn: { } day } => $"{Words.Of(day)}{(reply.Overdue is true ? " OVERDUE" : "")}",
        _ => "",
    };

    private static IReadOnlyList<string> Row(ReplyView reply) =>
    [
        reply.Id.ToString(),
        Words.Of(reply.ReceivedAt),
        reply.Kind is { } kind ? Words.Of(kind) : "not judged yet",
        reply.NeedsReview ? "yes" : reply.Resolutions.Count > 0 ? $"resolved: {Words.Of(reply.Resolutions[^1].As)}" : "",
        Due(reply),
        reply.Notice?.ToString() ?? "",
        reply.From ?? reply.Origin ?? "",
        reply.Reason ?? "",
    ];
}

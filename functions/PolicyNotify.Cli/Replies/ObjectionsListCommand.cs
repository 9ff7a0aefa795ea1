using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

internal static class ObjectionsListCommand
{
    public static Command Create(CliHost host) => new CliCommand(
        host,
        "list",
        "List every objection: by whom, to what, when it was received, whether in time, and whether it was acknowledged.",
        "policy-notify objections list",
        "policy-notify objections list --json").UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var answer = await service.GetAsync("api/objections", cancellationToken);
            var objections = service.Read<IReadOnlyList<ObjectionView>>(answer);
            invocation.Answer.Give(answer, words =>
            {
                if (objections.Count == 0)
                    words.Line("Nobody has objected.");
                else
                    words.Table(["notice", "recipient", "received", "in time", "acknowledgement", "words relied on"], [.. objections.Select(Row)]);
            });
            return ExitCode.Fine;
        });

    private static IReadOnlyList<string> Row(ObjectionView objection) =>
    [
        objection.Notice.ToString(),
        objection.Recipient.ToString(),
        Words.Of(objection.ReceivedAt),
        objection.InTime ? "yes" : "no",
        Words.Of(objection.Acknowledgement.State),
        string.Join(' ', objection.Words),
    ];
}

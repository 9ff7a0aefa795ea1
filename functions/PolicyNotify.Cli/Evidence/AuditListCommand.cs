using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Evidence;

namespace PolicyNotify.Cli.Evidence;

internal static class AuditListCommand
{
    public static Command Create(CliHost host)
    {
        var subject = new Option<string?>("--subject") { Description = "Only entries about this, such as privacy/2.0.", HelpName = "name" };
        return new CliCommand(
            host,
            "list",
            "List what happened: when, what, to what and by whom.",
            "policy-notify audit list",
            "policy-notify audit list --subject privacy/2.0")
        {
            subject,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var entries = await AuditTrail.ReadAsync(service, invocation.Value(subject), cancellationToken);
            invocation.Answer.Give(entries, words => words.Table(
                ["entry", "at", "action", "subject", "by", "details"],
                [.. entries.Select(Row)]));
            return ExitCode.Fine;
        });
    }

    private static IReadOnlyList<string> Row(AuditEntry entry) =>
    [
        Words.Of(entry.Sequence),
        Words.Of(entry.At),
        entry.Action,
        entry.Subject,
        entry.Actor,
        string.Join(' ', entry.Details.Select(detail => $"{detail.Key}={detail.Value}")),
    ];
}

using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Recipients;

namespace PolicyNotify.Cli.Recipients;

internal static class RecipientsCountCommand
{
    public static Command Create(CliHost host) => new CliCommand(
        host,
        "counts",
        "Say how many people are known and how many of them may be mailed.",
        "policy-notify recipients counts").UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var answer = await service.GetAsync("api/recipients", cancellationToken);
            var counts = service.Read<RecipientCounts>(answer);
            invocation.Answer.Give(answer, words => words.Fields(
                ("verified", Words.Of(counts.Verified)),
                ("unreachable", counts.Unreachable > 0 ? $"{Words.Of(counts.Unreachable)} of them (dead or refused address, or complaint: see 'recipients unreachable')" : null),
                ("unverified", $"{Words.Of(counts.Unverified)} (get no notice)"),
                ("total", Words.Of(counts.Total))));
            return ExitCode.Fine;
        });
}

using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Evidence;

namespace PolicyNotify.Cli.Evidence;

internal static class AuditVerifyCommand
{
    public static Command Create(CliHost host)
    {
        var hash = new Option<string?>("--contains") { Description = "A hash that an earlier verification ended with; the log must still contain it, or its past was rewritten.", HelpName = "hash" };
        return new CliCommand(
            host,
            "verify",
            "Fetch the whole audit log and check here, without trusting the service, that every entry continues the one before.",
            "policy-notify audit verify",
            "policy-notify audit verify --contains 9f2c…")
        {
            hash,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var result = Verify(await AuditTrail.ReadAsync(service, null, cancellationToken), invocation.Value(hash));
            invocation.Answer.Give(result, words =>
            {
                words.Line(result.IsIntact
                    ? $"The audit log is intact: {Words.Of(result.Entries)} entries, each continuing the one before."
                    : $"The audit log does not hold: {result.Problem}");
                words.Fields(("last hash", result.LastHash));
            });
            return result.IsIntact ? ExitCode.Fine : ExitCode.No;
        });
    }

    internal static AuditVerification Verify(IReadOnlyList<AuditEntry> entries, string? mustContain)
    {
        var chain = new AuditChainCheck(AuditHead.Read(null));
        foreach (var entry in entries)
        {
            if (chain.Add(entry) is { } problem)
                return chain.Broken(problem);
        }

        var result = chain.Finish();
        return mustContain is null || entries.Any(entry => entry.Hash == mustContain)
            ? result
            : result with { IsIntact = false, Problem = $"No entry has the hash {mustContain}: the log was cut off or rewritten since that hash was noted." };
    }
}

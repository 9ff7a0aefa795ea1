using PolicyNotify.Cli.Evidence;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class CheckEvidence
{
    public static async Task RunAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Step("Everything that happened can be proven");
        var entries = await AuditTrail.ReadAsync(stage.Api, null, cancellationToken);
        foreach (var kind in entries.GroupBy(entry => entry.Action, StringComparer.Ordinal))
            narrator.Say($"{kind.Count(),3} × {kind.Key}");
        var result = AuditVerifyCommand.Verify(entries, null);
        narrator.Claim($"the audit log is an unbroken chain of {entries.Count} entries", result.IsIntact, result.Problem);
        narrator.Claim("no address stands in it", !entries.Any(entry => entry.Details.Values.Append(entry.Subject).Append(entry.Actor).Any(text => text.Contains('@', StringComparison.Ordinal))));
    }
}

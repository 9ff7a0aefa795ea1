using PolicyNotify.Cli.Evidence;
using PolicyNotify.EvidencePackages.Checking;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class CheckEvidence
{
    public static async Task RunAsync(DemoStage stage, PolicyVersion version, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Step("Everything that happened can be proven");
        var entries = await AuditTrail.ReadAsync(stage.Api, null, cancellationToken);
        foreach (var kind in entries.GroupBy(entry => entry.Action, StringComparer.Ordinal))
            narrator.Say($"{kind.Count(),3} × {kind.Key}");
        var result = AuditVerifyCommand.Verify(entries, null);
        narrator.Claim($"the audit log is an unbroken chain of {entries.Count} entries", result.IsIntact, result.Problem);
        narrator.Claim("no address stands in it", !entries.Any(entry => entry.Details.Values.Append(entry.Subject).Append(entry.Actor).Any(text => text.Contains('@', StringComparison.Ordinal))));

        await using var package = File.Create(stage.Folder.Evidence);
        await stage.Api.CopyAsync($"api/documents/{version.Document}/versions/{version.Number}/evidence", "application/zip", package, cancellationToken);
        package.Position = 0;
        var evidence = await PackageCheck.RunAsync(Path.GetFileName(package.Name), package, result.LastHash, cancellationToken);
        narrator.Open($"everything about {version.Number} in one file, for a court or an auditor", package.Name);
        narrator.Claim(
            $"checked offline, it holds: {evidence.Files} files, {evidence.Deliveries} deliveries, {evidence.Objections} objection",
            evidence is { IsIntact: true, Deliveries: > 0, Objections: 1 },
            string.Join(' ', evidence.Findings.Select(finding => $"{finding.File}: {finding.Problem}")));
    }
}

using PolicyNotify.Cli.Terminal;
using PolicyNotify.EvidencePackages.Checking;

namespace PolicyNotify.Cli.Evidence;

internal static class EvidenceWords
{
    public static void Write(Answer words, PackageVerification result)
    {
        words.Line(result.IsIntact
            ? "The evidence is intact: every file is what the audit log recorded, and the log continues from its first entry to its last."
            : "The evidence does not hold:");
        foreach (var finding in result.Findings)
            words.Line($"  {finding.File}: {finding.Problem}");
        foreach (var note in result.Notes)
            words.Line($"  note: {note}");
        words.Fields(
            ("version", result.Document is null ? null : $"{result.Document} {result.Version}"),
            ("exported", result.ExportedAt is { } at ? Words.Of(at) : null),
            ("files", Words.Of(result.Files)),
            ("deliveries", Words.Of(result.Deliveries)),
            ("objections", Words.Of(result.Objections)),
            ("manifest", result.ManifestHash),
            ("audit log ends", result.AuditLastHash));
    }
}

using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Publishing;

/// <summary>What publishing a text would come to: the version as it would be stored, or the errors that forbid it.</summary>
internal sealed record VersionPlan(PolicyVersion Version, VersionClassification? Classification, IReadOnlyList<Diagnostic> Findings)
{
    public bool IsRefused => Findings.Any(finding => finding.Severity is DiagnosticSeverity.Error);
}

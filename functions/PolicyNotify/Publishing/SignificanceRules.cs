using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>
/// What a change counts as when the classifier and legal differ: legal may always raise it; to lower it takes a reason and an approver,
/// both written for this very change.
/// </summary>
internal static class SignificanceRules
{
    /// <returns>The significance that counts, and the override if it replaced the classifier's judgement.</returns>
    public static (Significance Significance, SignificanceOverride? Override) Decide(
        string file, ChangeClassification judgement, FrontMatter text, FrontMatter previous, ICollection<Diagnostic> findings)
    {
        if (text.Override is not { } written)
        {
            return (judgement.Significance, null);
        }

        if (written.Significance == judgement.Significance)
        {
            findings.Add(new(
                "override-needless", DiagnosticSeverity.Note, $"The override changes nothing: the text was judged {Word(written.Significance)} anyway.",
                "Remove significance, reason and approved-by from the front matter.", file, Field: "significance"));
            return (judgement.Significance, null);
        }

        if (written.Significance is Significance.Minor)
        {
            CheckLowering(file, written, previous.Override, judgement, findings);
        }
        else if (written == previous.Override)
        {
            findings.Add(new(
                "override-left-over", DiagnosticSeverity.Warning,
                "The front matter still raises the significance as it did for the version before, so this version will be mailed to everybody.",
                "Remove significance from the front matter if only the earlier version was meant.", file, Field: "significance"));
        }

        return (written.Significance, written);
    }

    private static void CheckLowering(
        string file, SignificanceOverride written, SignificanceOverride? previous, ChangeClassification judgement, ICollection<Diagnostic> findings)
    {
        var because = judgement.Reasons.FirstOrDefault(reason => reason.Significance is Significance.Significant)?.Message;
        if (string.IsNullOrWhiteSpace(written.Reason))
        {
            findings.Add(new(
                "override-reason", DiagnosticSeverity.Error, $"The change was judged significant ({because}) and may not be lowered to minor without a reason.",
                "Write into the front matter, as reason, why nobody's position changes; or remove significance.", file, Field: "reason"));
        }

        if (string.IsNullOrWhiteSpace(written.ApprovedBy))
        {
            findings.Add(new(
                "override-approver", DiagnosticSeverity.Error, $"The change was judged significant ({because}) and may not be lowered to minor without an approver.",
                "Write into the front matter, as approved-by, who approved it; or remove significance.", file, Field: "approved-by"));
        }

        if (written == previous)
        {
            findings.Add(new(
                "override-left-over", DiagnosticSeverity.Error,
                $"The change was judged significant ({because}), and the override that lowers it is the one written for the version before.",
                "Write a reason for this change into the front matter, or remove significance, reason and approved-by.", file, Field: "significance"));
        }
    }

    private static string Word(Significance significance) => significance is Significance.Minor ? "minor" : "significant";
}

using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>What a rule found, before it is put into words.</summary>
internal sealed record Finding(
    string Rule,
    FindingKind Kind,
    Significance Significance,
    Confidence Confidence,
    Clause Clause,
    string OldText,
    string NewText,
    IReadOnlyList<string> Terms,
    ReasonCategory? Category = null)
{
    /// <summary>Which way a number moved; none where no number took another's place.</summary>
    public Trend Trend { get; init; }

    public static Finding Minor(string rule, FindingKind kind, Clause clause, string oldText, string newText, Confidence confidence = Confidence.High) =>
        new(rule, kind, Significance.Minor, confidence, clause, oldText, newText, []);
}

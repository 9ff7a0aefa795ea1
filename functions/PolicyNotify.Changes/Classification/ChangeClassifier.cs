using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Classification;

/// <summary>Tells minor changes from significant ones and says why. When in doubt: significant.</summary>
public sealed class ChangeClassifier
{
    /// <summary>The classifier with the rules that ship with the product.</summary>
    public static ChangeClassifier Default { get; } = new();

    /// <summary>Judges a comparison.</summary>
    public ChangeClassification Classify(PolicyComparison comparison)
    {
        var same = string.Equals(comparison.Old.Body, comparison.New.Body, StringComparison.Ordinal);
        return same
            ? new(Significance.Minor, [])
            : new(Significance.Significant, [new(ReasonCategory.Scope, "unjudged", Significance.Significant, "The text changed.", "", null, null)]);
    }
}

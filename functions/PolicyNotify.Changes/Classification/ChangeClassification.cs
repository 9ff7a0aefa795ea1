namespace PolicyNotify.Changes.Classification;

/// <summary>The judgement of one comparison.</summary>
/// <param name="Significance">Minor or significant.</param>
/// <param name="Reasons">Why, the weightiest first. A significant judgement always has at least one significant reason.</param>
public sealed record ChangeClassification(Significance Significance, IReadOnlyList<Reason> Reasons)
{
    /// <summary>How sure the judgement is: as sure as its surest reason of the same significance.</summary>
    public Confidence Confidence { get; init; } = Confidence.High;

    /// <summary>What people could be told, section by section in the order of the text; empty for a minor change.</summary>
    public IReadOnlyList<SectionSummary> Summary { get; init; } = [];
}

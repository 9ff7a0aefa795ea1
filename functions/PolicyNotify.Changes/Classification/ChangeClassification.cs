namespace PolicyNotify.Changes.Classification;

/// <summary>The judgement of one comparison.</summary>
/// <param name="Significance">Minor or significant.</param>
/// <param name="Reasons">Why, the weightiest first. A significant judgement always has at least one significant reason.</param>
public sealed record ChangeClassification(Significance Significance, IReadOnlyList<Reason> Reasons);

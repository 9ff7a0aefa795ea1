namespace PolicyNotify.Changes.Classification;

/// <summary>A suggestion of what to tell people about one section, assembled from its significant reasons.</summary>
/// <param name="Section">The section's heading; empty before the first one.</param>
/// <param name="Sentences">Plain sentences, the weightiest first.</param>
public sealed record SectionSummary(string Section, IReadOnlyList<string> Sentences);

namespace PolicyNotify.Publishing;

/// <summary>One version with everything published about it.</summary>
/// <param name="Version">Its facts and where it stands.</param>
/// <param name="Classification">Why it counts as minor or significant; null for the first version of a document.</param>
/// <param name="Text">The whole Markdown file as it was published.</param>
public sealed record VersionDetails(PolicyVersion Version, VersionClassification? Classification, string Text);

using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Publishing;

/// <summary>What publishing a text came to.</summary>
/// <param name="Version">The version that now holds the text.</param>
/// <param name="Created">Whether this call published it; false when the latest version already held exactly this text.</param>
/// <param name="Classification">Why it counts as minor or significant; null for the first version of a document.</param>
/// <param name="Remarks">What the author should know although nothing was refused.</param>
public sealed record PublishResult(PolicyVersion Version, bool Created, VersionClassification? Classification, IReadOnlyList<Diagnostic> Remarks);

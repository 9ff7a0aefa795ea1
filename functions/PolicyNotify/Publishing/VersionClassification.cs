using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>The judgement of a version as it was made on publishing, kept as evidence.</summary>
/// <param name="Document">Which document.</param>
/// <param name="Version">Which version.</param>
/// <param name="TextHash">The version's text.</param>
/// <param name="ComparedWith">The version it was compared with.</param>
/// <param name="ComparedTextHash">The text it was compared with.</param>
/// <param name="Significance">What the version counts as.</param>
/// <param name="Judgement">What the classifier found, with its reasons.</param>
/// <param name="Override">Legal's judgement when it replaced the classifier's.</param>
public sealed record VersionClassification(
    DocumentId Document,
    VersionNumber Version,
    TextHash TextHash,
    VersionNumber ComparedWith,
    TextHash ComparedTextHash,
    Significance Significance,
    ChangeClassification Judgement,
    SignificanceOverride? Override);

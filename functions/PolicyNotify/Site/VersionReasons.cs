using PolicyNotify.Changes.Classification;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Why versions were judged as they were, from the record made on publishing.</summary>
internal sealed class VersionReasons(ClassificationStore classifications)
{
    private readonly RecentResults<(string Document, string Version, TextHash Text), IReadOnlyList<Reason>> known = new(256);

    /// <summary>The reasons, the weightiest first; none for a document's first version.</summary>
    public Task<IReadOnlyList<Reason>> ReadAsync(PolicyVersion version, CancellationToken cancellationToken) =>
        known.GetOrAddAsync((version.Document.Value, version.Number.ToString(), version.TextHash), async () =>
            (await classifications.FindAsync(version, cancellationToken))?.Judgement.Reasons ?? []);
}

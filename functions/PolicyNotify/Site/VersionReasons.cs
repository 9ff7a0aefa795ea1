using System.Globalization;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Why versions were judged as they were, from the record made on publishing.</summary>
internal sealed class VersionReasons(ClassificationStore classifications)
{
    // Whoever wants all of a rewritten policy's changes reads the comparison.
    private const int Maximum = 8;

    private readonly RecentResults<(string Document, string Version, TextHash Text), IReadOnlyList<ToldReason>> known = new(256);

    /// <summary>The reasons worth telling, the weightiest first; none for a document's first version.</summary>
    public Task<IReadOnlyList<ToldReason>> ReadAsync(PolicyVersion version, CancellationToken cancellationToken) =>
        known.GetOrAddAsync((version.Document.Value, version.Number.ToString(), version.TextHash), async () =>
            Tell((await classifications.FindAsync(version, cancellationToken))?.Judgement.Reasons ?? []));

    // Beside a change that matters, a corrected comma is noise; and the head of the file is nothing that readers see.
    internal static IReadOnlyList<ToldReason> Tell(IReadOnlyList<Reason> reasons)
    {
        var seen = reasons.Where(reason => reason.Category is not ReasonCategory.Metadata).ToList();
        var told = (seen.Any(reason => reason.Significance is Significance.Significant) ? seen.Where(reason => reason.Significance is Significance.Significant) : seen)
            .Select(reason => new ToldReason(LastHeading(reason.Section), reason.Message))
            .Distinct()
            .ToList();
        return told.Count <= Maximum
            ? told
            : [.. told.Take(Maximum), new ToldReason(null, string.Create(CultureInfo.InvariantCulture, $"There are {told.Count - Maximum} more; the comparison shows them all."))];
    }

    private static string? LastHeading(string path) => path.Split(" › ")[^1].Trim() is { Length: > 0 } heading ? heading : null;
}

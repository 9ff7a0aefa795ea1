using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Changes.Redlines;
using PolicyNotify.Problems;

namespace PolicyNotify.Publishing;

/// <summary>What has been published, as the API tells it. Names come as text from outside; what they do not name is unknown, not malformed.</summary>
public sealed class PublishedVersions
{
    private readonly VersionStore store;
    private readonly ClassificationStore classifications;

    internal PublishedVersions(VersionStore store, ClassificationStore classifications)
    {
        this.store = store;
        this.classifications = classifications;
    }

    /// <summary>Every document, by name.</summary>
    public async Task<IReadOnlyList<DocumentOverview>> DocumentsAsync(CancellationToken cancellationToken)
    {
        var overviews = new List<DocumentOverview>();
        foreach (var document in await store.ListDocumentsAsync(cancellationToken))
        {
            var versions = (await store.ListVersionsAsync(document, cancellationToken)).Select(ForEverybody).ToList();
            var latest = versions.Last(version => version.State is not VersionState.Withdrawn);
            overviews.Add(new(
                document,
                latest.Title,
                versions.LastOrDefault(version => version.State is VersionState.InForce),
                latest,
                [.. versions.Where(version => version.IsPending)]));
        }

        return overviews;
    }

    /// <summary>Every version of a document, the first one first.</summary>
    /// <exception cref="UnknownResourceException">There is no such document.</exception>
    public async Task<IReadOnlyList<PolicyVersion>> VersionsAsync(string document, CancellationToken cancellationToken) =>
        DocumentId.TryParse(document, out var id) && await store.ListVersionsAsync(id, cancellationToken) is { Count: > 0 } versions
            ? [.. versions.Select(ForEverybody)]
            : throw new UnknownResourceException($"There is no document '{document}'.");

    /// <summary>One version.</summary>
    /// <exception cref="UnknownResourceException">There is no such version.</exception>
    public async Task<PolicyVersion> VersionAsync(string document, string number, CancellationToken cancellationToken) =>
        DocumentId.TryParse(document, out var id)
        && VersionNumber.TryParse(number, out var version)
        && await store.FindAsync(id, version, cancellationToken) is { } found
            ? ForEverybody(found)
            : throw new UnknownResourceException($"There is no version {number} of '{document}'.");

    /// <summary>The text of a version as it was published.</summary>
    public Task<string> TextAsync(PolicyVersion version, CancellationToken cancellationToken) => store.ReadTextAsync(version.TextHash, cancellationToken);

    /// <summary>A version with its text and the reasons for its significance.</summary>
    public async Task<VersionDetails> DetailsAsync(PolicyVersion version, CancellationToken cancellationToken) => new(
        version,
        await classifications.FindAsync(version, cancellationToken),
        await store.ReadTextAsync(version.TextHash, cancellationToken));

    /// <summary>The Markdown of a version without its front matter.</summary>
    public async Task<string> BodyAsync(PolicyVersion version, CancellationToken cancellationToken) =>
        (await DocumentAsync(version, cancellationToken)).Body;

    /// <summary>What changed up to a version: from the given one, or from the one published just before.</summary>
    /// <exception cref="UnknownResourceException">One of the two does not exist, or there is nothing before the first version.</exception>
    public async Task<VersionRedline> RedlineAsync(string document, string number, string? from, CancellationToken cancellationToken)
    {
        var to = await VersionAsync(document, number, cancellationToken);
        var earlier = from is not null
            ? await VersionAsync(document, from, cancellationToken)
            : await store.PreviousAsync(to, cancellationToken)
                ?? throw new UnknownResourceException($"{to.Number} is the first version of '{document}'; there is none before it to compare with.");
        var comparison = PolicyComparison.Compare(await DocumentAsync(earlier, cancellationToken), await DocumentAsync(to, cancellationToken));
        return new(ForEverybody(earlier), to, Redline.Create(comparison));
    }

    // Why a version is held tells how many people were not told: that is for legal, who finds it in the notice.
    private static PolicyVersion ForEverybody(PolicyVersion version) => version with { HeldBecause = null };

    private async Task<PolicyDocument> DocumentAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        var read = PolicyDocument.Parse(VersionPlanner.FileOf(version.Document), await store.ReadTextAsync(version.TextHash, cancellationToken));
        return read.Document
            ?? throw new InvalidDataException($"The published text of {version.Document} {version.Number} can no longer be read: {read.Diagnostics[0].Message}");
    }
}

using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Changes.Redlines;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Published texts as pages show them: one to read, or two compared.</summary>
internal sealed class PublishedTexts(VersionStore store)
{
    private readonly RecentResults<(TextHash, string), ReadableText> texts = new(64);
    private readonly RecentResults<(TextHash, TextHash), string> redlines = new(64);

    public Task<ReadableText> ReadAsync(PolicyVersion version, CancellationToken cancellationToken) =>
        texts.GetOrAddAsync((version.TextHash, version.Title), async () =>
            ReadableText.Of(PolicyHtml.Render((await DocumentAsync(version, cancellationToken)).Body), version.Title));

    public Task<string> RedlineAsync(PolicyVersion from, PolicyVersion to, CancellationToken cancellationToken) =>
        redlines.GetOrAddAsync((from.TextHash, to.TextHash), async () =>
            Redline.Create(PolicyComparison.Compare(await DocumentAsync(from, cancellationToken), await DocumentAsync(to, cancellationToken))).ToHtml());

    private async Task<PolicyDocument> DocumentAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        var read = PolicyDocument.Parse($"{version.Document} {version.Number}", await store.ReadTextAsync(version.TextHash, cancellationToken));
        return read.IsUsable
            ? read.Document
            : throw new InvalidDataException($"Version {version.Number} of '{version.Document}' was published but cannot be read now: {read.Diagnostics[0].Message}");
    }
}

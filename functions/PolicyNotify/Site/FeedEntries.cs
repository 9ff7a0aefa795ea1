using PolicyNotify.Changes;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Collects what the feeds announce: every version of every document, the latest first.</summary>
internal sealed class FeedEntries(VersionStore store, VersionReasons reasons, PublicLinks links)
{
    // A feed announces news; what is older is found on the history pages.
    private const int Maximum = 100;

    public async Task<IReadOnlyList<FeedEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        var published = new List<(VersionLine Line, PolicyVersion Version)>();
        foreach (var document in await store.ListDocumentsAsync(cancellationToken))
        {
            var line = new VersionLine(await store.ListVersionsAsync(document, cancellationToken));
            published.AddRange(line.All.Select(version => (line, version)));
        }

        var entries = new List<FeedEntry>();
        foreach (var (line, version) in published.OrderByDescending(item => item.Version.PublishedAt).ThenByDescending(item => item.Version.Number).Take(Maximum))
        {
            entries.Add(await EntryAsync(line, version, cancellationToken));
        }

        return entries;
    }

    private async Task<FeedEntry> EntryAsync(VersionLine line, PolicyVersion version, CancellationToken cancellationToken)
    {
        var before = line.Before(version);
        var kind = before is null ? "first version" : $"{VersionWords.Significance(version)} change";
        var when = version.State is VersionState.Withdrawn ? "withdrawn, will not take effect" : VersionLine.DayOf(version) is { } day ? $"{VersionWords.DayLabel(version).ToLowerInvariant()} {day.Text}" : "takes effect on a later day";
        var why = version.Summary is { } summary ? [summary] : await MessagesAsync(version, cancellationToken);
        return new FeedEntry(
            links.Version(version.Document, version.Number),
            $"{version.Title} {version.Number}: {kind}, {when}",
            string.Join(" ", [$"Version {version.Number} of the {version.Title}: {kind}, {when} ({version.TimeZone}).", .. why]),
            before is null ? null : links.Redline(version.Document, before.Number, version.Number),
            version.Language,
            version.PublishedAt,
            (version.WithdrawnAt ?? version.InForceSince) is { } since && since > version.PublishedAt ? since : version.PublishedAt,
            before is not null && version.Significance is Significance.Significant ? "significant" : "minor");
    }

    private async Task<IEnumerable<string>> MessagesAsync(PolicyVersion version, CancellationToken cancellationToken) =>
        (await reasons.ReadAsync(version, cancellationToken)).Select(reason => reason.ToString());
}

using PolicyNotify.Changes;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Every version of a document, the latest first, and the way to compare any two.</summary>
internal sealed class HistoryPage(VersionReasons reasons, VersionViews views, SiteShell shell, SitePaths paths, PublicLinks links)
{
    public async Task<SitePage> RenderAsync(VersionLine line, CancellationToken cancellationToken)
    {
        var versions = new List<object>();
        foreach (var version in line.All.Reverse())
        {
            versions.Add(await ViewAsync(line, version, cancellationToken));
        }

        var title = line.Shown.Title;
        var frame = new PageFrame($"{title}: history", $"Every version of the {title} of {paths.Company}, with its dates and what it changed.")
        {
            Canonical = links.History(line.Shown.Document),
            Document = line.Shown,
            Zone = line.Shown.TimeZone,
            Place = PagePlace.History,
        };
        return shell.Render("history", new { Title = title, Versions = versions, Pairs = Pairs(line) }, frame);
    }

    private async Task<object> ViewAsync(VersionLine line, PolicyVersion version, CancellationToken cancellationToken)
    {
        var before = line.Before(version);
        var isComparedWithInForce = line.InForce is { } current && current != version && current != before;
        return new
        {
            Number = version.Number.ToString(),
            Path = paths.Version(version),
            Tone = VersionWords.Tone(version),
            State = VersionWords.State(version),
            IsFirst = before is null,
            SignificanceTone = VersionWords.Significance(version),
            SignificanceWord = version.Significance is Significance.Significant ? "Significant" : "Minor",
            Published = SiteDay.OfMoment(version.PublishedAt, version.TimeZone),
            DayLabel = VersionWords.DayLabel(version),
            Day = VersionLine.DayOf(version),
            Until = version.State is VersionState.Superseded ? line.ReplacedOn(version) : null,
            version.Summary,
            version.Language,
            ReasonsHead = VersionWords.ReasonsHead(version),
            Reasons = await reasons.ReadAsync(version, cancellationToken),
            ChangesPath = views.ChangesPath(line, version),
            PreviousNumber = before?.Number.ToString(),
            InForceChangesPath = isComparedWithInForce ? ComparedWithInForce(line.InForce!, version) : null,
        };
    }

    private string ComparedWithInForce(PolicyVersion current, PolicyVersion version) => current.Number.CompareTo(version.Number) < 0
        ? paths.Changes(current, version)
        : paths.Changes(version, current);

    private List<object> Pairs(VersionLine line) =>
    [
        .. line.All.Where(from => from != line.All[^1]).Select(from => (object)new
        {
            From = from.Number.ToString(),
            To = line.All.Where(to => to.Number.CompareTo(from.Number) > 0).Select(to => new { Number = to.Number.ToString(), Path = paths.Changes(from, to) }).ToList(),
        }),
    ];
}

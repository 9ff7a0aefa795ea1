using PolicyNotify.Changes;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>The page of a document, which shows the version in force and announces what is coming, and the page of each version.</summary>
internal sealed class PolicyPage(PublishedTexts texts, VersionReasons reasons, VersionViews views, SiteShell shell, SitePaths paths, PublicLinks links)
{
    /// <summary>The document's stable address: whatever is in force now.</summary>
    public async Task<SitePage> RenderCurrentAsync(VersionLine line, CancellationToken cancellationToken)
    {
        var version = line.Shown;
        var coming = new List<ComingView>();
        foreach (var next in line.Coming.Where(next => next != version))
        {
            coming.Add(views.Coming(line, next, next.Significance is Significance.Significant ? await reasons.ReadAsync(next, cancellationToken) : []));
        }

        var frame = new PageFrame(version.Title, $"{version.Title} of {paths.Company}, version {version.Number}.")
        {
            Canonical = links.Document(version.Document),
            Document = version,
            Zone = version.TimeZone,
            Place = PagePlace.Document,
        };
        return await RenderAsync(line, version, coming, line.InForce is null ? StandingView.Of(line, version, paths) : null, frame, cancellationToken);
    }

    /// <summary>One version, at an address that shows the same text for ever.</summary>
    public Task<SitePage> RenderVersionAsync(VersionLine line, PolicyVersion version, CancellationToken cancellationToken)
    {
        var isCurrent = version.State is VersionState.InForce;
        var frame = new PageFrame($"{version.Title}, version {version.Number}", $"Version {version.Number} of the {version.Title} of {paths.Company}.")
        {
            // The version in force is the document itself; search engines are sent there.
            Canonical = isCurrent ? links.Document(version.Document) : links.Version(version.Document, version.Number),
            Document = line.Shown,
            Zone = version.TimeZone,
            IsHidden = !isCurrent,
        };
        return RenderAsync(line, version, [], StandingView.Of(line, version, paths), frame, cancellationToken);
    }

    private async Task<SitePage> RenderAsync(
        VersionLine line, PolicyVersion version, IReadOnlyList<ComingView> coming, StandingView? standing, PageFrame frame, CancellationToken cancellationToken)
    {
        var text = await texts.ReadAsync(version, cancellationToken);
        var view = new
        {
            version.Title,
            version.Language,
            Number = version.Number.ToString(),
            DayLabelInLine = VersionWords.DayLabel(version).ToLowerInvariant(),
            Day = VersionLine.DayOf(version),
            Published = SiteDay.Of(version.PublishedAt, version.TimeZone),
            HistoryPath = paths.History(version.Document),
            PermanentPath = paths.Version(version),
            ChangesPath = views.ChangesPath(line, version),
            PreviousNumber = line.Before(version)?.Number.ToString(),
            Coming = coming,
            Standing = standing,
            // A list of one or two headings is no help.
            Contents = text.Contents.Count + text.Contents.Sum(entry => entry.Children.Count) > 2 ? text.Contents : [],
            text.Html,
        };
        return shell.Render("policy", view, frame);
    }
}

using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>The front page: every document with what is in force and what is coming.</summary>
internal sealed class HomePage(VersionStore store, VersionViews views, SiteShell shell, SitePaths paths, PublicLinks links)
{
    public async Task<SitePage> RenderAsync(CancellationToken cancellationToken)
    {
        var lines = new List<VersionLine>();
        foreach (var document in await store.ListDocumentsAsync(cancellationToken))
        {
            lines.Add(new VersionLine(await store.ListVersionsAsync(document, cancellationToken)));
        }

        var documents = lines.OrderBy(line => line.Shown.Title, StringComparer.OrdinalIgnoreCase).Select(View).ToList();
        var frame = new PageFrame("Policies", $"The policies of {paths.Company}: what is in force, since when, and what is coming.")
        {
            Canonical = links.Home,
            Place = PagePlace.Home,
        };
        return shell.Render("home", new { paths.Company, Documents = documents }, frame);
    }

    private object View(VersionLine line) => new
    {
        line.Shown.Title,
        line.Shown.Language,
        Path = paths.Document(line.Shown.Document),
        HistoryPath = paths.History(line.Shown.Document),
        Current = line.InForce is { } current ? new { Number = current.Number.ToString(), Day = VersionLine.DayOf(current) } : null,
        Coming = line.Coming.Select(version => views.Coming(line, version, [])).ToList(),
    };
}

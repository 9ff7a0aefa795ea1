using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>The front page: every document with what is in force and what is coming.</summary>
internal sealed class HomePage(VersionStore store, VersionViews views, SiteShell shell, SitePaths paths, PublicLinks links)
{
    public async Task<SitePage> RenderAsync(CancellationToken cancellationToken)
    {
        var documents = new List<object>();
        foreach (var document in await store.ListDocumentsAsync(cancellationToken))
        {
            var versions = await store.ListVersionsAsync(document, cancellationToken);
            if (versions.Count == 0) continue;

            var line = new VersionLine(versions);
            documents.Add(new
            {
                line.Shown.Title,
                Path = paths.Document(document),
                HistoryPath = paths.History(document),
                Current = line.InForce is { } current ? new { Number = current.Number.ToString(), Day = VersionLine.DayOf(current) } : null,
                Coming = line.Coming.Select(version => views.Coming(line, version, [])).ToList(),
            });
        }

        var frame = new PageFrame("Policies", $"The policies of {paths.Company}: what is in force, since when, and what is coming.")
        {
            Canonical = links.Home,
            Place = PagePlace.Home,
        };
        return shell.Render("home", new { paths.Company, Documents = documents }, frame);
    }
}

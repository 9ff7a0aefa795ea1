using PolicyNotify.Templates;

namespace PolicyNotify.Site;

/// <summary>Puts a page's content into the frame that all pages share.</summary>
internal sealed class SiteShell(TemplateLibrary templates, SiteAssets assets, SitePaths paths)
{
    public SitePage Render(string template, object view, PageFrame frame)
    {
        var html = templates.Render("site/layout.html", new
        {
            frame.Title,
            frame.Description,
            frame.Canonical,
            frame.IsHidden,
            frame.Zone,
            DocumentTitle = frame.Document?.Title,
            DocumentLanguage = frame.Document?.Language,
            DocumentPath = frame.Document is { } document ? paths.Document(document.Document) : null,
            HistoryPath = frame.Document is { } known ? paths.History(known.Document) : null,
            IsHome = frame.Place is PagePlace.Home,
            IsDocument = frame.Place is PagePlace.Document,
            IsHistory = frame.Place is PagePlace.History,
            paths.Company,
            paths.Home,
            paths.AtomFeed,
            paths.JsonFeed,
            Stylesheet = paths.Asset(assets.StylesheetName),
            Icon = paths.Asset(assets.IconName),
            Body = templates.Render($"site/{template}.html", view),
        });
        return new SitePage(html, frame.Status);
    }
}

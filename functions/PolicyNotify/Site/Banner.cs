using System.Text.Json;
using PolicyNotify.Changes;
using PolicyNotify.Json;
using PolicyNotify.Publishing;
using PolicyNotify.Templates;

namespace PolicyNotify.Site;

/// <summary>
/// What a product shows of a document's changes within its own pages: every version that is coming, and for a while the one that has just taken effect.
/// As a page for a frame, or as data for products that draw their own.
/// </summary>
internal sealed class Banner(TemplateLibrary templates, SiteAssets assets, SitePaths paths, PublicLinks links, TimeProvider clock)
{
    // As long as objections to a significant change are taken, so that nobody who comes late misses it.
    private static readonly TimeSpan NewFor = TimeSpan.FromDays(30);

    public SitePage RenderPage(VersionLine line) => new(templates.Render("site/banner.html", new
    {
        line.Shown.Title,
        line.Shown.Language,
        Stylesheet = paths.Asset(assets.StylesheetName),
        News = News(line),
    }));

    public SiteFeed WriteData(VersionLine line) => new(
        "application/json; charset=utf-8",
        JsonSerializer.Serialize(
            new { Document = line.Shown.Document, line.Shown.Title, line.Shown.Language, Address = links.Document(line.Shown.Document), News = News(line) },
            PolicyNotifyJson.Indented));

    private List<BannerNews> News(VersionLine line) =>
    [
        .. line.All
            .Where(version => version.IsPending || IsNew(line, version))
            .OrderBy(version => version.State is VersionState.InForce)
            .Select(version => Of(line, version)),
    ];

    private bool IsNew(VersionLine line, PolicyVersion version) =>
        version.State is VersionState.InForce && line.Before(version) is not null && clock.GetUtcNow() - version.InForceSince < NewFor;

    private BannerNews Of(VersionLine line, PolicyVersion version)
    {
        var before = line.Before(version);
        var day = VersionLine.DayOf(version);
        var kind = before is null ? "its first version" : $"a {VersionWords.Significance(version)} change";
        var text = (version.State, day) switch
        {
            (VersionState.InForce, { } since) => $"{version.Title}: version {version.Number}, {kind}, has applied since {since.Text}.",
            (_, { } coming) => $"{version.Title}: version {version.Number}, {kind}, takes effect on {coming.Text}.",
            _ => $"{version.Title}: version {version.Number}, {kind}, takes effect on a later day, which will be announced.",
        };
        return new BannerNews(
            version.Number.ToString(),
            before is null ? Significance.Minor : version.Significance,
            version.State is VersionState.Held ? VersionState.Scheduled : version.State,
            day is null ? null : DateOnly.ParseExact(day.Machine, "yyyy-MM-dd"),
            version.TimeZone,
            text,
            version.Summary,
            links.Version(version.Document, version.Number),
            before is null ? null : links.Redline(version.Document, before.Number, version.Number));
    }
}

using Microsoft.Extensions.Options;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>
/// The addresses of the pages relative to the host, so that a page's links stay on the host it was asked from
/// (a staging name, a proxy) while the path of the public address is kept.
/// </summary>
internal sealed class SitePaths(PublicLinks links, IOptions<SiteAddressOptions> options)
{
    private readonly string root = new Uri(links.Home).AbsolutePath;

    public string Company => options.Value.CompanyName!;

    public string Home => root;

    public string AtomFeed => $"{root}feed.xml";

    public string JsonFeed => $"{root}feed.json";

    public string Asset(string name) => $"{root}assets/{name}";

    public string Document(DocumentId document) => $"{root}{document}";

    public string History(DocumentId document) => $"{root}{document}/history";

    public string Version(PolicyVersion version) => $"{root}{version.Document}/versions/{version.Number}";

    public string Changes(PolicyVersion from, PolicyVersion to) => $"{root}{to.Document}/changes/{from.Number}/{to.Number}";
}

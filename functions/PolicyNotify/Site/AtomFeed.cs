using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Writes the feed as Atom (RFC 4287).</summary>
internal sealed class AtomFeed(FeedEntries entries, SitePaths paths, PublicLinks links)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public async Task<SiteFeed> WriteAsync(CancellationToken cancellationToken)
    {
        var all = await entries.ReadAsync(cancellationToken);
        var feed = new XElement(
            Atom + "feed",
            new XElement(Atom + "id", links.Home),
            new XElement(Atom + "title", $"Policies of {paths.Company}"),
            new XElement(Atom + "subtitle", "Every new version, minor or significant, with the day on which it takes effect."),
            new XElement(Atom + "updated", Moment(all.Count > 0 ? all.Max(entry => entry.Updated) : DateTimeOffset.UnixEpoch)),
            new XElement(Atom + "author", new XElement(Atom + "name", paths.Company)),
            Link("self", $"{links.Home}feed.xml", "application/atom+xml"),
            Link("alternate", links.Home, "text/html"),
            all.Select(Entry));
        return new SiteFeed("application/atom+xml; charset=utf-8", Serialize(feed));
    }

    private static XElement Entry(FeedEntry entry) => new(
        Atom + "entry",
        new XElement(Atom + "id", entry.Address),
        new XElement(Atom + "title", Clean(entry.Title)),
        new XElement(Atom + "published", Moment(entry.Published)),
        new XElement(Atom + "updated", Moment(entry.Updated)),
        new XElement(Atom + "category", new XAttribute("term", entry.Category)),
        Link("alternate", entry.Address, "text/html"),
        entry.ChangesAddress is { } changes ? Link("related", changes, "text/html") : null,
        new XElement(Atom + "summary", Clean(entry.Text)));

    private static XElement Link(string relation, string address, string type) => new(
        Atom + "link", new XAttribute("rel", relation), new XAttribute("href", address), new XAttribute("type", type));

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // XML knows no way to write control characters; one in a title must not take the feed down.
    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));

    private static string Serialize(XElement feed)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
        {
            feed.Save(writer);
        }

        return text.Append('\n').ToString();
    }
}

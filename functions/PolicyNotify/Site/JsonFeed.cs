using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyNotify.Json;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Writes the feed as JSON Feed 1.1 (jsonfeed.org).</summary>
internal sealed class JsonFeed(FeedEntries entries, SitePaths paths, PublicLinks links)
{
    public async Task<SiteFeed> WriteAsync(CancellationToken cancellationToken)
    {
        var all = await entries.ReadAsync(cancellationToken);
        var feed = new Feed(
            "https://jsonfeed.org/version/1.1",
            $"Policies of {paths.Company}",
            links.Home,
            $"{links.Home}feed.json",
            [new Author(paths.Company, links.Home)],
            [.. all.Select(entry => new Item(
                entry.Address, entry.Address, entry.ChangesAddress, entry.Title, entry.Text, entry.Published, entry.Updated, entry.Language, [entry.Category]))]);
        return new SiteFeed("application/feed+json; charset=utf-8", JsonSerializer.Serialize(feed, PolicyNotifyJson.Indented));
    }

    private sealed record Feed(
        string Version,
        string Title,
        [property: JsonPropertyName("home_page_url")] string HomePageUrl,
        [property: JsonPropertyName("feed_url")] string FeedUrl,
        IReadOnlyList<Author> Authors,
        IReadOnlyList<Item> Items);

    private sealed record Author(string Name, string Url);

    private sealed record Item(
        string Id,
        string Url,
        [property: JsonPropertyName("external_url")] string? ExternalUrl,
        string Title,
        [property: JsonPropertyName("content_text")] string ContentText,
        [property: JsonPropertyName("date_published")] DateTimeOffset DatePublished,
        [property: JsonPropertyName("date_modified")] DateTimeOffset DateModified,
        string Language,
        IReadOnlyList<string> Tags);
}

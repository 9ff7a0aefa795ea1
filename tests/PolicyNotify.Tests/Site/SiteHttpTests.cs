using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using PolicyNotify.Publishing;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

/// <summary>How the real host serves the pages.</summary>
public sealed class SiteHttpTests(SiteFixture site, AzuriteFixture azurite) : IClassFixture<SiteFixture>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task Every_page_is_html_under_a_policy_that_lets_nothing_run(string path)
    {
        using var response = await site.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(path == "/nowhere/at/all" ? HttpStatusCode.NotFound : HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/unknown")]
    [InlineData("/unknown/history")]
    [InlineData("/Privacy")]
    [InlineData("/privacy/versions/9.9")]
    [InlineData("/privacy/versions/latest")]
    [InlineData("/privacy/changes/1.0/9.9")]
    [InlineData("/privacy/changes/x/y")]
    [InlineData("/privacy/elsewhere")]
    [InlineData("/assets/site.css")]
    [InlineData("/favicon.ico")]
    [InlineData("/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    public async Task An_address_that_leads_nowhere_gets_a_page_that_says_so(string path)
    {
        using var response = await site.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("There is nothing here", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_in_another_language_is_marked_wherever_it_stands()
    {
        const string Text = "---\ntitle: Datenschutzerklärung\nlanguage: de\n---\n\n## Was wir erheben\n\nNamen.\n\n## Wem wir es geben\n\nNiemandem.\n\n## Ihre Rechte\n\nAlle.\n";
        await using var german = await SiteHost.WithTextsAsync(azurite, Cancellation, ("datenschutz", Text));

        var page = await german.Client.GetStringAsync(new Uri("/datenschutz", UriKind.Relative), Cancellation);
        var home = await german.Client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Contains("<h1 lang=\"de\">Datenschutzerklärung</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/datenschutz\" lang=\"de\" aria-current=\"page\">Datenschutzerklärung</a>", page, StringComparison.Ordinal);
        Assert.Contains("<ol lang=\"de\" dir=\"auto\">\n<li><a href=\"#was-wir-erheben\">Was wir erheben</a>", page, StringComparison.Ordinal);
        Assert.Contains("<article class=\"text\" lang=\"de\"", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/datenschutz\" lang=\"de\">Datenschutzerklärung</a>", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_of_the_api_gets_problem_details()
    {
        using var response = await site.Client.GetAsync(new Uri("/api/nonsense", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_page_that_cannot_be_made_says_so_without_details()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var version = await new SampleSite(service).PublishAsync("privacy", "---\ntitle: Privacy Policy\n---\n\nWords.\n");
        var texts = await service.Get<StorageLayout>().ContainerAsync(PolicyTexts.Container, Cancellation);
        await texts.DeleteBlobAsync($"{version.TextHash}.md", cancellationToken: Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);

        using var response = await host.Client.GetAsync(new Uri("/privacy", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("This page cannot be shown at the moment", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Blob", html, StringComparison.Ordinal);
        Assert.DoesNotContain(version.TextHash.Value, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using var first = await site.Client.GetAsync(new Uri("/privacy", UriKind.Relative), Cancellation);
        Assert.True(first.Headers.CacheControl!.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/privacy") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await site.Client.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);

        using var other = new HttpRequestMessage(HttpMethod.Get, "/terms") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var third = await site.Client.SendAsync(other, Cancellation);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task The_style_sheet_is_kept_for_good_under_a_name_of_its_content()
    {
        var html = await site.Client.GetStringAsync(new Uri("/privacy", UriKind.Relative), Cancellation);
        var start = html.IndexOf("/assets/site.", StringComparison.Ordinal);
        var name = html[start..html.IndexOf('"', start)];

        using var response = await site.Client.GetAsync(new Uri(name, UriKind.Relative), Cancellation);

        Assert.Equal("text/css; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("@import", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_request_gets_the_headers_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/privacy");
        using var response = await site.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 1000);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task The_atom_feed_announces_every_version_minor_ones_too()
    {
        using var response = await site.Client.GetAsync(new Uri("/feed.xml", UriKind.Relative), Cancellation);
        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).Root!;

        var entries = feed.Elements(Atom + "entry").ToDictionary(entry => entry.Element(Atom + "id")!.Value);
        Assert.Equal(7, entries.Count);
        var minor = entries["https://policies.example.com/privacy/versions/1.1"];
        Assert.Equal("Privacy Policy 1.1: minor change, in force since 4 March 2026", minor.Element(Atom + "title")!.Value);
        Assert.Equal("minor", minor.Element(Atom + "category")!.Attribute("term")!.Value);
        var significant = entries["https://policies.example.com/privacy/versions/2.0"];
        Assert.Equal("significant", significant.Element(Atom + "category")!.Attribute("term")!.Value);
        Assert.Contains("36 months instead of 24", significant.Element(Atom + "summary")!.Value, StringComparison.Ordinal);
        Assert.Equal("2026-03-07T09:00:00Z", significant.Element(Atom + "published")!.Value);
        Assert.Equal("2026-03-07T09:00:00Z", feed.Element(Atom + "updated")!.Value);
        Assert.Contains(significant.Elements(Atom + "link"), link =>
            link.Attribute("rel")!.Value == "related" && link.Attribute("href")!.Value == "https://policies.example.com/privacy/changes/1.1/2.0");
        Assert.Contains("later day", entries["https://policies.example.com/cookies/versions/2.0"].Element(Atom + "title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_feed_says_the_same()
    {
        using var response = await site.Client.GetAsync(new Uri("/feed.json", UriKind.Relative), Cancellation);
        Assert.Equal("application/feed+json", response.Content.Headers.ContentType!.MediaType);
        using var feed = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal("https://jsonfeed.org/version/1.1", feed.RootElement.GetProperty("version").GetString());
        Assert.Equal("https://policies.example.com/feed.json", feed.RootElement.GetProperty("feed_url").GetString());
        var items = feed.RootElement.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!);
        Assert.Equal(7, items.Count);
        var significant = items["https://policies.example.com/privacy/versions/2.0"];
        Assert.Equal("significant", significant.GetProperty("tags")[0].GetString());
        Assert.StartsWith("2026-03-07T09:00:00", significant.GetProperty("date_published").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banner_may_be_framed_by_any_site_and_no_other_page_may()
    {
        using var banner = await site.Client.GetAsync(new Uri("/privacy/banner", UriKind.Relative), Cancellation);
        using var page = await site.Client.GetAsync(new Uri("/privacy", UriKind.Relative), Cancellation);

        Assert.EndsWith("frame-ancestors *", Assert.Single(banner.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var html = await banner.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("Privacy Policy: version 2.0, a significant change, takes effect on 8 April 2026.", html, StringComparison.Ordinal);
        Assert.Contains("Privacy Policy: version 1.1, a minor change, has applied since 4 March 2026.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banner_is_there_as_data_too_and_keeps_reasons_for_holding_to_itself()
    {
        using var answer = await site.Client.GetAsync(new Uri("/cookies/banner.json", UriKind.Relative), Cancellation);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        using var banner = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));

        var news = Assert.Single(banner.RootElement.GetProperty("news").EnumerateArray());
        Assert.Equal("2.0", news.GetProperty("version").GetString());
        Assert.Equal("significant", news.GetProperty("significance").GetString());
        Assert.Equal("scheduled", news.GetProperty("state").GetString());
        Assert.False(news.TryGetProperty("effectiveOn", out _));
        Assert.DoesNotContain("told too late", banner.RootElement.GetRawText(), StringComparison.Ordinal);

        using var none = await site.Client.GetAsync(new Uri("/unknown/banner.json", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task The_banner_of_a_document_without_news_is_empty()
    {
        using var banner = JsonDocument.Parse(await site.Client.GetStringAsync(new Uri("/terms/banner.json", UriKind.Relative), Cancellation));

        Assert.Empty(banner.RootElement.GetProperty("news").EnumerateArray());
        Assert.DoesNotContain("<section", await site.Client.GetStringAsync(new Uri("/terms/banner", UriKind.Relative), Cancellation), StringComparison.Ordinal);
    }
}

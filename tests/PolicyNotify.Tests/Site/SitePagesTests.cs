using System.Net;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;
using PolicyNotify.Site;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

/// <summary>What the pages say, from the service's own side.</summary>
public sealed class SitePagesTests(AzuriteFixture azurite)
{
    private const string Text = "---\ntitle: Privacy Policy\ntimezone: Europe/Dublin\n---\n\n## 1. Sharing\n\nWe share nothing.\n\n## 2. Keeping\n\nWe keep logs for 30 days.\n\n## 3. Rest\n\nNothing more.\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_shows_the_version_in_force_with_its_number_day_and_contents()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new SampleSite(service).PublishAsync("privacy", Text);

        var page = await service.Get<PolicySite>().DocumentAsync("privacy", Cancellation);

        Assert.Equal(200, page.Status);
        Assert.Contains("<h1 lang=\"en\">Privacy Policy</h1>", page.Html, StringComparison.Ordinal);
        Assert.Contains("Version 1.0", page.Html, StringComparison.Ordinal);
        Assert.Contains("in force since <time datetime=\"2026-03-02\">2 March 2026</time>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#keeping\">2. Keeping</a>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"keeping\">2. Keeping", page.Html, StringComparison.Ordinal);
        Assert.Contains("those of Europe/Dublin", page.Html, StringComparison.Ordinal);
        Assert.Contains("<link rel=\"canonical\" href=\"https://policies.example.com/privacy\">", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coming_significant_version_is_announced_with_its_day_and_both_links()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var second = await PublishTwoAsync(service);

        var page = await service.Get<PolicySite>().DocumentAsync("privacy", Cancellation);

        Assert.Equal(new VersionNumber(2, 0), second.Number);
        Assert.Contains($"A significant change takes effect on <time datetime=\"{second.EffectiveOn:yyyy-MM-dd}\">", page.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/privacy/changes/1.0/2.0\">See what changes</a>", page.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/privacy/versions/2.0\">Read the new text</a>", page.Html, StringComparison.Ordinal);
        Assert.Contains("We keep logs for 30 days.", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("We keep logs for 90 days.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_coming_version_is_in_force_it_is_shown_and_the_announcement_is_gone()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var second = await PublishTwoAsync(service);
        service.Clock.SetUtcNow(second.EffectiveAt);
        await service.Get<VersionLifecycle>().MarkInForceAsync(second.Document, second.Number, Actor.System("tests"), Cancellation);

        var page = await service.Get<PolicySite>().DocumentAsync("privacy", Cancellation);

        Assert.Contains("We keep logs for 90 days.", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("A significant change", page.Html, StringComparison.Ordinal);
        var past = await service.Get<PolicySite>().VersionAsync("privacy", "1.0", Cancellation);
        Assert.Contains("This is a past version", past.Html, StringComparison.Ordinal);
        Assert.Contains($"It applied from 2 March 2026 and was replaced on {SiteDay.Of(second.EffectiveOn).Text}.", past.Html, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"robots\" content=\"noindex\">", past.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_why_a_version_is_held_stays_inside()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var second = await PublishTwoAsync(service);
        await service.Get<VersionLifecycle>().HoldAsync(second.Document, second.Number, "7 recipients were told too late", Actor.System("tests"), Cancellation);

        var site = service.Get<PolicySite>();
        foreach (var page in new[]
        {
            await site.HomeAsync(Cancellation), await site.DocumentAsync("privacy", Cancellation), await site.HistoryAsync("privacy", Cancellation),
            await site.VersionAsync("privacy", "2.0", Cancellation), await site.ChangesAsync("privacy", "1.0", "2.0", Cancellation),
        })
        {
            Assert.Contains("later day", page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("told too late", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain($"{second.EffectiveOn:yyyy-MM-dd}", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_document_whose_first_version_is_yet_to_come_says_so()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new SampleSite(service).PublishAsync("privacy", Text.Replace("---\n\n##", "effective: 2026-05-01\n---\n\n##", StringComparison.Ordinal));

        var page = await service.Get<PolicySite>().DocumentAsync("privacy", Cancellation);

        Assert.Contains("This version is not in force yet", page.Html, StringComparison.Ordinal);
        Assert.Contains("It takes effect on 1 May 2026.", page.Html, StringComparison.Ordinal);
        Assert.Contains("No version is in force yet.", (await service.Get<PolicySite>().HomeAsync(Cancellation)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_those_of_the_policys_time_zone()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new SampleSite(service).PublishAsync("privacy", Text.Replace("Europe/Dublin", "Pacific/Auckland", StringComparison.Ordinal));
        service.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 10, 12, 30, 0, TimeSpan.Zero));

        await new SampleSite(service).PublishAsync("terms", Text.Replace("Europe/Dublin", "Pacific/Auckland", StringComparison.Ordinal));
        var history = await service.Get<PolicySite>().HistoryAsync("terms", Cancellation);

        Assert.Contains("<time datetime=\"2026-03-11T01:30+13:00\">11 March 2026, 01:30</time>", history.Html, StringComparison.Ordinal);
        Assert.Contains("those of Pacific/Auckland", history.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_published_is_said_in_words()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var page = await service.Get<PolicySite>().HomeAsync(Cancellation);

        Assert.Contains("Nothing has been published yet.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Titles_and_summaries_are_shown_as_text()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new SampleSite(service).PublishAsync("privacy", Text);
        await new SampleSite(service).PublishAsync("privacy", Text
            .Replace("title: Privacy Policy", "title: '<script>alert(1)</script>'\nsummary: '<img src=x onerror=alert(2)> & more'", StringComparison.Ordinal)
            .Replace("30 days", "90 days", StringComparison.Ordinal));

        var site = service.Get<PolicySite>();
        foreach (var page in new[] { await site.DocumentAsync("privacy", Cancellation), await site.HistoryAsync("privacy", Cancellation), await site.VersionAsync("privacy", "2.0", Cancellation) })
        {
            Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;img src", (await site.HistoryAsync("privacy", Cancellation)).Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", (await site.VersionAsync("privacy", "2.0", Cancellation)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_names_every_version_and_links_each_comparison()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new SampleSite(service).PublishAsync();

        var html = WebUtility.HtmlDecode((await service.Get<PolicySite>().HistoryAsync("privacy", Cancellation)).Html);

        Assert.True(html.IndexOf("Version 2.0", StringComparison.Ordinal) < html.IndexOf("Version 1.1", StringComparison.Ordinal));
        Assert.Contains("<span class=\"chip significant\">Coming</span> <span class=\"chip significant\">Significant</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"chip in-force\">In force</span> <span class=\"chip minor\">Minor</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"chip past\">Past</span> <span class=\"chip plain\">First version</span>", html, StringComparison.Ordinal);
        foreach (var pair in new[] { "1.0/1.1", "1.1/2.0", "1.0/2.0" })
        {
            Assert.Contains($"/privacy/changes/{pair}", html, StringComparison.Ordinal);
        }

        // Who approved what, and why legal lowered a judgement, is evidence, not news.
        Assert.DoesNotContain("A. Counsel", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_stays_in_the_banner_for_thirty_days_and_no_longer()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var second = await PublishTwoAsync(service);
        service.Clock.SetUtcNow(second.EffectiveAt);
        await service.Get<VersionLifecycle>().MarkInForceAsync(second.Document, second.Number, Actor.System("tests"), Cancellation);

        service.Clock.SetUtcNow(second.EffectiveAt.AddDays(30).AddSeconds(-1));
        Assert.Contains("has applied since", (await service.Get<PolicySite>().BannerPageAsync("privacy", Cancellation)).Html, StringComparison.Ordinal);
        service.Clock.SetUtcNow(second.EffectiveAt.AddDays(30));
        Assert.DoesNotContain("has applied since", (await service.Get<PolicySite>().BannerPageAsync("privacy", Cancellation)).Html, StringComparison.Ordinal);
    }

    private static async Task<PolicyVersion> PublishTwoAsync(TestService service)
    {
        var sample = new SampleSite(service);
        await sample.PublishAsync("privacy", Text);
        return await sample.PublishAsync("privacy", Text.Replace("30 days", "90 days", StringComparison.Ordinal));
    }
}

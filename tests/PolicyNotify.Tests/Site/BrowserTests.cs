using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

public sealed class BrowserTests(SiteFixture site, AzuriteFixture azurite) : IClassFixture<SiteFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task Every_page_is_accessible_in_light_and_in_dark(string path)
    {
        var page = await OpenAsync(path);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.Empty(Violations(await page.RunAxe()));

        // In the dark only colours are other ones.
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(Violations(await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") })));
        await page.CloseAsync();
    }

    // 320 is a small phone, and a desktop window at four times its size (WCAG 1.4.10).
    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task No_page_scrolls_sideways_on_the_smallest_screen(string path)
    {
        var page = await OpenAsync(path);
        await page.SetViewportSizeAsync(320, 568);
        foreach (var folded in await page.Locator("details").AllAsync())
        {
            await folded.EvaluateAsync("element => element.open = true");
        }

        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task Nothing_moves_after_a_page_was_shown(string path)
    {
        var page = await OpenAsync(path);
        await page.Mouse.WheelAsync(0, 4_000);
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        var shifts = await page.EvaluateAsync<double>(
            "() => new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; }).observe({ type: 'layout-shift', buffered: true }); requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })");

        Assert.Equal(0, shifts);
        await page.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task Every_page_names_its_language_its_place_and_the_feeds_and_has_headings_in_order(string path)
    {
        var page = await OpenAsync(path);
        var isBanner = path.EndsWith("/banner", StringComparison.Ordinal);
        var levels = await page.Locator("h1, h2, h3, h4, h5, h6").EvaluateAllAsync<int[]>("all => all.map(heading => Number(heading.tagName[1]))");

        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.NotEmpty(await page.TitleAsync());
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"a heading of level {pair.Second} follows one of level {pair.First}"));
        Assert.Equal(isBanner ? 0 : 2, await page.Locator("link[rel=alternate][type='application/atom+xml'], link[rel=alternate][type='application/feed+json']").CountAsync());
        var canonical = await page.Locator("link[rel=canonical]").AllAsync();
        var isHidden = await page.Locator("meta[name=robots][content=noindex]").CountAsync() > 0;
        Assert.True(isHidden || canonical.Count == 1, "a page is either found under one address or not to be found");
        foreach (var link in canonical)
        {
            Assert.StartsWith("https://policies.example.com/", await link.GetAttributeAsync("href"), StringComparison.Ordinal);
        }

        await page.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task Every_link_can_be_hit_with_a_finger_and_shows_when_the_keyboard_is_on_it(string path)
    {
        var page = await OpenAsync(path);
        await page.SetViewportSizeAsync(320, 568);
        foreach (var link in await page.Locator("nav a, .links a, .button, summary").AllAsync())
        {
            if (!await link.IsVisibleAsync())
            {
                continue;
            }

            // WCAG 2.5.8: 24 by 24, for what does not stand within a sentence.
            var box = (await link.BoundingBoxAsync())!;
            Assert.True(box.Height >= 24, $"{await link.InnerTextAsync()} is {box.Height} high");
        }

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        if (await page.EvaluateAsync<bool>("document.activeElement !== document.body"))
        {
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        await page.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task No_page_breaks_its_own_security_policy_or_logs_an_error(string path)
    {
        var page = await site.NewPageAsync(Cancellation);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            // The browser remarks on the status of the page for unknown addresses.
            if (message.Type is "error" or "warning" && !message.Text.Contains("404", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add(request.Url);
        var foreign = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address.ToString(), StringComparison.Ordinal)) foreign.Add(request.Url);
        };

        await page.GotoAsync(new Uri(site.Address, path).ToString(), new() { WaitUntil = WaitUntilState.Load });

        Assert.Empty(complaints);
        Assert.Empty(foreign);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Every_entry_of_the_contents_leads_to_its_heading()
    {
        var page = await OpenAsync("/privacy");
        var entries = await page.Locator(".contents a").AllAsync();
        Assert.True(entries.Count > 20);
        foreach (var entry in entries)
        {
            var anchor = (await entry.GetAttributeAsync("href"))!;
            var heading = page.Locator($"h2{anchor}, h3{anchor}");
            Assert.StartsWith(await entry.InnerTextAsync(), await heading.InnerTextAsync(), StringComparison.Ordinal);
        }

        await page.Locator(".contents a[href='#how-this-policy-changes']").ClickAsync();
        Assert.Equal("#how-this-policy-changes", await page.EvaluateAsync<string>("location.hash"));
        await Assertions.Expect(page.Locator("#how-this-policy-changes")).ToBeInViewportAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_the_text_first()
    {
        var page = await OpenAsync("/privacy");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Paper_shows_the_text_and_where_links_lead_but_no_navigation()
    {
        var page = await OpenAsync("/privacy");
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        await Assertions.Expect(page.Locator(".masthead nav")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".contents")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".text")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Printed from https://policies.example.com/privacy")).ToBeVisibleAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_hostile_text_is_shown_as_text_and_runs_nothing()
    {
        const string Text =
            """
            ---
            title: Hostile <script>alert('title')</script>
            ---

            <script>alert('block')</script>

            ## Section <img src=x onerror="alert('heading')">

            Words <b onclick="alert('inline')">here</b>, [a link](javascript:alert('link')) and ![a picture](https://tracker.invalid/pixel.png).

            <iframe src="https://tracker.invalid/"></iframe>
            """;
        await using var hostile = await SiteHost.WithTextsAsync(azurite, Cancellation, ("hostile", Text), ("hostile", Text + "\n<script>alert('more')</script>\n"));
        foreach (var path in new[] { "/", "/hostile", "/hostile/history", "/hostile/versions/2.0", "/hostile/changes/1.0/2.0" })
        {
            var page = await site.NewPageAsync(Cancellation);
            var noticed = new List<string>();
            page.Dialog += async (_, dialog) =>
            {
                noticed.Add(dialog.Message);
                await dialog.DismissAsync();
            };
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(hostile.Address.ToString(), StringComparison.Ordinal)) noticed.Add(request.Url);
            };
            await page.GotoAsync(new Uri(hostile.Address, path).ToString(), new() { WaitUntil = WaitUntilState.Load });
            foreach (var link in await page.Locator("main a, main b, main img").AllAsync())
            {
                Assert.DoesNotMatch("^javascript:", await link.GetAttributeAsync("href") ?? "");
            }

            Assert.Empty(noticed);
            Assert.Equal(0, await page.Locator("script, iframe, img, [onclick], [onerror]").CountAsync());
            await page.CloseAsync();
        }
    }

    private static IEnumerable<string> Violations(AxeResult result) => result.Violations.Select(violation =>
        $"{violation.Impact} {violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})");

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await site.NewPageAsync(Cancellation);
        await page.GotoAsync(new Uri(site.Address, path).ToString());
        return page;
    }
}

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

    [Theory]
    [MemberData(nameof(SiteFixture.Pages), MemberType = typeof(SiteFixture))]
    public async Task No_page_scrolls_sideways_on_a_phone(string path)
    {
        var page = await OpenAsync(path);
        await page.SetViewportSizeAsync(360, 740);
        foreach (var folded in await page.Locator("details").AllAsync())
        {
            await folded.EvaluateAsync("element => element.open = true");
        }

        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
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

using Microsoft.Playwright;

namespace PolicyNotify.Tests.Site;

/// <summary>Photographs the pages for people to look at: <c>PolicyNotify.Tests -explicit only -class PolicyNotify.Tests.Site.Screenshots</c>.</summary>
public sealed class Screenshots(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact(Explicit = true)]
    public async Task Take()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Hosting.AzuriteFixture.Repository, ".local", "screenshots")).FullName;
        var page = await site.NewPageAsync(TestContext.Current.CancellationToken);
        foreach (var path in SiteFixture.Pages.Select(row => row.Data))
        {
            var name = path == "/" ? "home" : path.Trim('/').Replace('/', '-');
            await page.GotoAsync(new Uri(site.Address, path).ToString());
            foreach (var (look, width, height, scheme) in new[] { ("desktop", 1280, 900, ColorScheme.Light), ("dark", 1280, 900, ColorScheme.Dark), ("phone", 390, 844, ColorScheme.Light) })
            {
                await page.SetViewportSizeAsync(width, height);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{look}.png") });
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{look}-full.png"), FullPage = true });
            }

            await page.SetViewportSizeAsync(720, 1000);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-paper.png") });
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
    }
}

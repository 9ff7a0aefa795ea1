using Microsoft.Playwright;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

/// <summary>The Chromium of the machine, driven by Playwright. Installed as a package when there is none and this process may; nothing is downloaded otherwise.</summary>
internal static class SystemBrowser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task<IBrowserContext> LaunchAsync(IPlaywright playwright, string profile, CancellationToken cancellationToken)
    {
        var path = await DebianPackages.FindOrInstallAsync("chromium", Find, cancellationToken);
        if (path is null)
        {
            const string Missing = "The browser tests need Chromium or Google Chrome on the PATH; install one (Debian: apt-get install chromium).";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, Missing);
            Assert.Fail(Missing);
        }

        return await playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = path,
            Headless = true,
            Args = Arguments,
        });
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(_ => Names, Path.Combine)
        .FirstOrDefault(File.Exists);
}

using Microsoft.Playwright;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

/// <summary>One sample site and one browser for all tests that only look at pages.</summary>
public sealed class SiteFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("policynotify-browser-");
    private SiteHost? host;
    private IPlaywright? playwright;
    private IBrowserContext? browser;

    /// <summary>Every kind of page, by path.</summary>
    public static TheoryData<string> Pages =>
    [
        "/", "/privacy", "/terms", "/cookies", "/upcoming", "/privacy/history", "/cookies/history", "/privacy/versions/1.0", "/privacy/versions/1.1",
        "/privacy/versions/2.0", "/cookies/versions/2.0", "/privacy/changes/1.0/1.1", "/privacy/changes/1.1/2.0", "/privacy/changes/2.0/1.0", "/privacy/banner", "/nowhere/at/all",
    ];

    internal Uri Address => host!.Address;

    internal HttpClient Client => host!.Client;

    public async ValueTask InitializeAsync()
    {
        host = await SiteHost.WithSampleAsync(azurite, CancellationToken.None);
    }

    /// <summary>A new page of the browser, which is started when the first test asks.</summary>
    internal async Task<IPage> NewPageAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            playwright ??= await Playwright.CreateAsync();
            browser ??= await SystemBrowser.LaunchAsync(playwright, profile.FullName, cancellationToken);
        }
        finally
        {
            gate.Release();
        }

        return await browser.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        if (host is not null) await host.DisposeAsync();
        profile.Delete(recursive: true);
        gate.Dispose();
    }
}

using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

/// <summary>The real host with all of its HTTP functions over a service with texts published on it.</summary>
internal sealed class SiteHost(TestService service, TestHost host) : IAsyncDisposable
{
    public Uri Address => host.Client.BaseAddress!;

    public HttpClient Client => host.Client;

    /// <summary>The sample site: see <see cref="SampleSite.PublishAsync()"/>.</summary>
    public static Task<SiteHost> WithSampleAsync(AzuriteFixture azurite, CancellationToken cancellationToken) =>
        StartAsync(azurite, sample => sample.PublishAsync(), cancellationToken);

    /// <summary>A site on which these texts were published one after the other.</summary>
    public static Task<SiteHost> WithTextsAsync(AzuriteFixture azurite, CancellationToken cancellationToken, params (string Document, string Text)[] texts) =>
        StartAsync(
            azurite,
            async sample =>
            {
                foreach (var (document, text) in texts)
                {
                    await sample.PublishAsync(document, text);
                }
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await service.DisposeAsync();
    }

    private static async Task<SiteHost> StartAsync(AzuriteFixture azurite, Func<SampleSite, Task> publish, CancellationToken cancellationToken)
    {
        var service = await new ServiceBuilder(azurite).StartAsync(cancellationToken);
        await publish(new SampleSite(service));
        return new SiteHost(service, await TestHost.StartAsync(service, cancellationToken));
    }
}

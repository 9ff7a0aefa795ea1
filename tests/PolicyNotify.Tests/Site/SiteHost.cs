using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyNotify.Functions;
using PolicyNotify.Functions.Site;
using PolicyNotify.LocalRuntime.Hosting;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

/// <summary>The real host with the site's functions alone, on a free port, beside a service that tests publish with.</summary>
internal sealed class SiteHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly TestService? owned;

    private SiteHost(IHost host, Uri address, TestService? owned)
    {
        this.host = host;
        this.owned = owned;
        Address = address;
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static Task<SiteHost> StartAsync(TestService service, CancellationToken cancellationToken) => StartAsync(service, null, cancellationToken);

    /// <summary>A site of its own on which these texts were published one after the other.</summary>
    public static async Task<SiteHost> WithTextsAsync(AzuriteFixture azurite, CancellationToken cancellationToken, params (string Document, string Text)[] texts)
    {
        var service = await new ServiceBuilder(azurite).StartAsync(cancellationToken);
        foreach (var (document, text) in texts)
        {
            await new SampleSite(service).PublishAsync(document, text);
        }

        return await StartAsync(service, service, cancellationToken);
    }

    private static async Task<SiteHost> StartAsync(TestService service, TestService? owned, CancellationToken cancellationToken)
    {
        var pages = typeof(SiteDoor).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(SiteDoor).Namespace).ToList();
        var options = new LocalRuntimeOptions(["--urls", "http://127.0.0.1:0"], service.Folder, AppContext.BaseDirectory, pages, OwnsProcess: false);
        var builder = new FunctionsApplicationBuilder(options);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(service.Settings);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddPolicyNotify(builder.Configuration);
        builder.Services.AddFunctions(builder.Configuration);
        builder.Services.RemoveAll<TimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(service.Clock);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new SiteHost(host, new Uri(addresses.First()), owned);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        if (owned is not null) await owned.DisposeAsync();
    }
}

using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>The local runtime around some function classes of a test, with a host.json of its own and nothing of PolicyNotify.</summary>
internal sealed class RuntimeHost : IAsyncDisposable
{
    private readonly LocalHost host;
    private readonly string folder;

    private RuntimeHost(LocalHost host, string folder)
    {
        (this.host, this.folder) = (host, folder);
        Client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };
    }

    public HttpClient Client { get; }

    public static async Task<RuntimeHost> StartAsync(
        Type functions, Recorder recorder, string? storage = null, TimeProvider? clock = null, string queues = "{}", string functionTimeout = "00:10:00", CancellationToken cancellationToken = default)
    {
        var folder = Directory.CreateTempSubdirectory("policynotify-runtime-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "host.json"), $$"""{ "version": "2.0", "functionTimeout": "{{functionTimeout}}", "extensions": { "http": { "routePrefix": "" }, "queues": {{queues}} } }""", cancellationToken);
        var builder = new FunctionsApplicationBuilder(new LocalRuntimeOptions(
            ["--urls", "http://127.0.0.1:0", "--environment", "Testing"], folder, folder, [functions], OwnsProcess: false));
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsStorage", storage ?? "UseDevelopmentStorage=true")]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(recorder);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        var host = (LocalHost)builder.Build();
        await host.StartAsync(cancellationToken);
        return new RuntimeHost(host, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

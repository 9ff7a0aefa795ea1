using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies;

namespace PolicyNotify.Tests.Cli;

/// <summary>People who were told of version 2.0, the service that hears their answers, and the command line beside it in a folder of its own.</summary>
internal sealed class ServedJourney(ReplyJourney journey, TestHost host) : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    public ReplyJourney Journey => journey;

    public TestHost Host => host;

    /// <summary>Where the commands run.</summary>
    public string Folder => folder.Path;

    public static Task<ServedJourney> StartAsync(AzuriteFixture azurite, CancellationToken cancellationToken) => StartAsync(azurite, builder => builder, cancellationToken);

    public static async Task<ServedJourney> StartAsync(AzuriteFixture azurite, Func<ServiceBuilder, ServiceBuilder> configure, CancellationToken cancellationToken)
    {
        var journey = await ReplyJourney.StartAsync(azurite, configure, cancellationToken);
        return new(journey, await TestHost.StartAsync(journey.Service, cancellationToken));
    }

    /// <summary>Runs a command against the service, with a key that it accepts.</summary>
    public Task<CliRun> RunAsync(IEnumerable<string> command, CancellationToken cancellationToken) =>
        CliRun.InAsync(Folder, [.. command, "--url", host.Client.BaseAddress!.ToString(), "--key", journey.Service.ApiKey], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await journey.Service.DisposeAsync();
        folder.Dispose();
    }
}

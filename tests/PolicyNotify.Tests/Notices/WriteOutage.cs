using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>Tables that take no transactions, or not what a test says, while it is on.</summary>
internal sealed class WriteOutage : HttpPipelinePolicy
{
    private int refused;

    public volatile bool IsOn;

    public Func<Request, bool> Refuses { get; init; } = request => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal);

    public Func<Exception> Failure { get; init; } = () => new RequestFailedException(503, "Storage is away.");

    public void Watch(IServiceCollection services) => services.RemoveAll<TableServiceClient>().AddSingleton(provider =>
    {
        var options = new TableClientOptions();
        options.AddPolicy(this, HttpPipelinePosition.PerCall);
        return new TableServiceClient(provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"], options);
    });

    /// <summary>Waits until so many more writes were refused, and lets time pass meanwhile so that they are tried again.</summary>
    public async Task RefusedAsync(TestService service, int times, Task run, CancellationToken cancellationToken)
    {
        for (var enough = Volatile.Read(ref refused) + times; Volatile.Read(ref refused) < enough;)
        {
            Assert.False(run.IsCompleted, "Nobody writes any more.");
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (IsOn && Refuses(message.Request))
        {
            Interlocked.Increment(ref refused);
            throw Failure();
        }

        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}

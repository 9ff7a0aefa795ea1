using Azure.Storage.Queues;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>What runs longer than host.json allows is stopped, as by the Functions host.</summary>
public sealed class FunctionLimitTests(AzuriteFixture azurite)
{
    private readonly Recorder recorder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_that_takes_too_long_is_stopped_and_its_instance_disposed()
    {
        await using var host = await RuntimeHost.StartAsync(
            typeof(EndlessTimerProbe), recorder, await azurite.NewAccountAsync(Cancellation), functionTimeout: "00:00:00.2", cancellationToken: Cancellation);

        Assert.Equal("begun, past due False", await recorder.NextAsync(Cancellation));
        Assert.Equal("stopped", await recorder.NextAsync(Cancellation));
        Assert.Equal("disposed", await recorder.NextAsync(Cancellation));
    }

    [Fact]
    public async Task A_message_that_takes_too_long_is_stopped_and_tried_again()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = new QueueClient(storage, "probe", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("wait", Cancellation);
        await using var host = await RuntimeHost.StartAsync(typeof(QueueProbe), recorder, storage, functionTimeout: "00:00:00.2", cancellationToken: Cancellation);

        Assert.Equal("wait", await recorder.NextAsync(Cancellation));
        Assert.Equal("wait", await recorder.NextAsync(Cancellation));
    }
}

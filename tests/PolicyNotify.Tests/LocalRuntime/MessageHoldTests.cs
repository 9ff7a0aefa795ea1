using Azure;
using Azure.Storage.Queues;
using Microsoft.Extensions.Time.Testing;
using PolicyNotify.LocalRuntime.Queues;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class MessageHoldTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_hidden_again_before_its_time_is_up_and_keeps_its_text()
    {
        var queue = new QueueClient(await azurite.NewAccountAsync(Cancellation), "held");
        await queue.CreateAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("text", Cancellation);
        var message = (await queue.ReceiveMessageAsync(MessageHold.Duration, Cancellation)).Value;
        var time = new FakeTimeProvider();
        using var hold = new MessageHold(queue, message, time);

        time.Advance(MessageHold.Duration / 2);
        var receipt = await hold.StopAsync();

        Assert.NotEqual(message.PopReceipt, receipt);
        await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancellation));
        await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Cancellation);
        Assert.Equal("text", (await queue.PeekMessageAsync(Cancellation)).Value.Body.ToString());
    }

    [Fact]
    public async Task A_short_run_needs_no_renewal()
    {
        var queue = new QueueClient(await azurite.NewAccountAsync(Cancellation), "held");
        await queue.CreateAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("text", Cancellation);
        var message = (await queue.ReceiveMessageAsync(MessageHold.Duration, Cancellation)).Value;
        var time = new FakeTimeProvider();
        using var hold = new MessageHold(queue, message, time);

        time.Advance(MessageHold.Duration / 2 - TimeSpan.FromTicks(1));

        Assert.Equal(message.PopReceipt, await hold.StopAsync());
    }
}

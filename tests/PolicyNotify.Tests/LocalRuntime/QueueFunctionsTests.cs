using System.Text;
using Azure.Storage.Queues;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class QueueFunctionsTests(AzuriteFixture azurite)
{
    private const string QuickRetries = """{ "batchSize": 4, "newBatchThreshold": 2, "maxDequeueCount": 3, "visibilityTimeout": "00:00:00", "maxPollingInterval": "00:00:01" }""";

    private readonly Recorder recorder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_reaches_its_function_decoded_and_is_then_gone()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = await QueueAsync(storage);
        await queue.SendMessageAsync(Base64("hello Ünïcödé"), Cancellation);

        await using (await StartAsync(storage))
        {
            Assert.Equal("hello Ünïcödé", await recorder.NextAsync(Cancellation));
        }

        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
        Assert.Empty(recorder.Rest());
    }

    [Fact]
    public async Task A_failing_message_is_tried_as_often_as_allowed_and_then_poisoned_as_it_came()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = await QueueAsync(storage);
        await queue.SendMessageAsync(Base64("fail"), Cancellation);

        await using (await StartAsync(storage))
        {
            for (var attempt = 1; attempt <= 3; attempt++)
            {
                Assert.Equal("fail", await recorder.NextAsync(Cancellation));
            }
        }

        Assert.Empty(recorder.Rest());
        Assert.Equal(Base64("fail"), await SingleAsync(storage, "probe-poison"));
        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
    }

    [Theory]
    [InlineData("this is not base64!")]
    [InlineData("/w==")]
    public async Task A_message_that_cannot_be_decoded_is_poisoned_unread(string raw)
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = await QueueAsync(storage);
        await queue.SendMessageAsync(raw, Cancellation);
        await queue.SendMessageAsync(Base64("after it"), Cancellation);

        await using (await StartAsync(storage))
        {
            Assert.Equal("after it", await recorder.NextAsync(Cancellation));
        }

        Assert.Equal(raw, await SingleAsync(storage, "probe-poison"));
        Assert.Empty(recorder.Rest());
    }

    [Fact]
    public async Task One_failing_message_holds_up_no_other()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = await QueueAsync(storage);
        string[] sent = ["wait", "one", "two", "three", "four", "five", "six"];
        foreach (var message in sent)
        {
            await queue.SendMessageAsync(Base64(message), Cancellation);
        }

        await using (await StartAsync(storage))
        {
            var seen = new List<string>();
            foreach (var _ in sent)
            {
                seen.Add(await recorder.NextAsync(Cancellation));
            }

            Assert.Equal(sent.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_stop_cancels_what_runs_and_gives_its_message_back_at_once()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = await QueueAsync(storage);
        await queue.SendMessageAsync(Base64("wait"), Cancellation);

        await using (await StartAsync(storage))
        {
            Assert.Equal("wait", await recorder.NextAsync(Cancellation));
            Assert.Null((await queue.PeekMessageAsync(Cancellation)).Value);
        }

        var message = (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
        Assert.Equal(Base64("wait"), message.Body.ToString());
    }

    [Fact]
    public async Task The_next_process_goes_on_with_what_was_given_back()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = await QueueAsync(storage);
        await queue.SendMessageAsync(Base64("wait"), Cancellation);
        await using (await StartAsync(storage))
        {
            await recorder.NextAsync(Cancellation);
        }

        await using (await StartAsync(storage))
        {
            Assert.Equal("wait", await recorder.NextAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_message_that_took_its_process_down_too_often_is_poisoned_without_another_try()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var queue = await QueueAsync(storage);
        await queue.SendMessageAsync(Base64("deadly"), Cancellation);
        for (var crash = 1; crash <= 3; crash++)
        {
            var taken = (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
            await queue.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Cancellation);
        }

        await queue.SendMessageAsync(Base64("after it"), Cancellation);
        await using (await StartAsync(storage))
        {
            Assert.Equal("after it", await recorder.NextAsync(Cancellation));
        }

        Assert.Equal(Base64("deadly"), await SingleAsync(storage, "probe-poison"));
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_yet_is_waited_for()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        await using (await StartAsync(storage))
        {
            var queue = await QueueAsync(storage);
            await queue.SendMessageAsync(Base64("late"), Cancellation);

            Assert.Equal("late", await recorder.NextAsync(Cancellation));
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<QueueClient> QueueAsync(string storage)
    {
        var queue = new QueueClient(storage, "probe");
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        return queue;
    }

    private static async Task<string> SingleAsync(string storage, string queue)
    {
        var messages = (await new QueueClient(storage, queue).PeekMessagesAsync(10, Cancellation)).Value;
        return Assert.Single(messages).Body.ToString();
    }

    private Task<RuntimeHost> StartAsync(string storage) =>
        RuntimeHost.StartAsync(typeof(QueueProbe), recorder, storage, queues: QuickRetries, cancellationToken: Cancellation);
}

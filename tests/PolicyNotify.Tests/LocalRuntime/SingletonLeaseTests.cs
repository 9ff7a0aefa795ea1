using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using PolicyNotify.LocalRuntime.Timers;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class SingletonLeaseTests(AzuriteFixture azurite)
{
    private const string Timer = "Timer";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_holds_it_and_the_next_has_it_as_soon_as_it_is_let_go()
    {
        var container = await ContainerAsync();
        await using (var first = await SingletonLease.TryAcquireAsync(container, Timer, Cancellation))
        {
            Assert.NotNull(first);
            Assert.Null(await SingletonLease.TryAcquireAsync(container, Timer, Cancellation));
        }

        await using var next = await SingletonLease.TryAcquireAsync(container, Timer, Cancellation);
        Assert.NotNull(next);
    }

    // The limit is for a holder that does not notice: the test would wait for ever.
    [Fact(Timeout = 60_000)]
    public async Task A_holder_that_lost_it_is_told()
    {
        var container = await ContainerAsync();
        await using var lease = await SingletonLease.TryAcquireAsync(container, Timer, Cancellation);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lease!.Lost.Register(told.SetResult);

        await container.GetBlobClient($"locks/local/{Timer}").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);

        await told.Task.WaitAsync(Cancellation);
    }

    private async Task<BlobContainerClient> ContainerAsync() => new(await azurite.NewAccountAsync(Cancellation), "azure-webjobs-hosts");
}

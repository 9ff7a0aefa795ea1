using PolicyNotify.Storage;

namespace PolicyNotify.Tests.Hosting;

public sealed class HostingTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_services_share_neither_tables_nor_blobs_nor_queues()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var two = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var table = await one.Get<StorageLayout>().TableAsync("things", Cancellation);
        await table.AddEntityAsync(new Azure.Data.Tables.TableEntity("a", "b"), Cancellation);
        var container = await one.Get<StorageLayout>().ContainerAsync("things", Cancellation);
        await container.UploadBlobAsync("b", new BinaryData("text"), Cancellation);
        var queue = await one.Get<StorageLayout>().QueueAsync("things", Cancellation);
        await queue.SendMessageAsync("text", Cancellation);

        var otherTable = await two.Get<StorageLayout>().TableAsync("things", Cancellation);
        Assert.False((await otherTable.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("a", "b", cancellationToken: Cancellation)).HasValue);
        Assert.True((await table.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("a", "b", cancellationToken: Cancellation)).HasValue);
        var otherContainer = await two.Get<StorageLayout>().ContainerAsync("things", Cancellation);
        Assert.False(await otherContainer.GetBlobClient("b").ExistsAsync(Cancellation));
        Assert.True(await container.GetBlobClient("b").ExistsAsync(Cancellation));
        var otherQueue = await two.Get<StorageLayout>().QueueAsync("things", Cancellation);
        Assert.Null((await otherQueue.PeekMessageAsync(Cancellation)).Value);
        Assert.NotNull((await queue.PeekMessageAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task A_service_beside_another_sees_the_same_storage_folders_and_clock()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var table = await one.Get<StorageLayout>().TableAsync("things", Cancellation);
        await table.AddEntityAsync(new Azure.Data.Tables.TableEntity("a", "b"), Cancellation);

        await using var two = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);

        var same = await two.Get<StorageLayout>().TableAsync("things", Cancellation);
        Assert.True((await same.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("a", "b", cancellationToken: Cancellation)).HasValue);
        Assert.Equal(one.Outbox, two.Outbox);
        Assert.Same(one.Clock, two.Get<TimeProvider>());
    }

    [Fact]
    public async Task A_missing_setting_stops_the_start_and_is_named()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => new ServiceBuilder(azurite).With("AzureWebJobsStorage", null).StartAsync(Cancellation));

        Assert.Contains("AzureWebJobsStorage", failure.Message, StringComparison.Ordinal);
    }
}

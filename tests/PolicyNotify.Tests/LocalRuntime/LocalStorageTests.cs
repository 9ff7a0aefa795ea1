using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PolicyNotify.LocalRuntime.Azurite;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class LocalStorageTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_starts_azurite_the_next_uses_it_and_the_last_stops_it()
    {
        await using var root = await RootAsync();
        var one = await OpenAsync(root);
        var two = await OpenAsync(root);
        Assert.Equal(one.ProcessId, two.ProcessId);
        Assert.Equal(one.ConnectionString, two.ConnectionString);

        await one.DisposeAsync();
        await new TableClient(two.ConnectionString, "things").CreateAsync(Cancellation);
        await two.DisposeAsync();

        Assert.Null(AzuriteProcess.StartTime(one.ProcessId));
        Assert.Null(root.AzuriteProcessId);
    }

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        await using var root = await RootAsync();
        await using (var first = await OpenAsync(root))
        {
            await new BlobContainerClient(first.ConnectionString, "things").CreateAsync(cancellationToken: Cancellation);
            await new BlobClient(first.ConnectionString, "things", "one").UploadAsync(new BinaryData("kept"), Cancellation);
            var table = new TableClient(first.ConnectionString, "things");
            await table.CreateAsync(Cancellation);
            await table.AddEntityAsync(new TableEntity("a", "b"), Cancellation);
        }

        await using var second = await OpenAsync(root);

        var blob = await new BlobClient(second.ConnectionString, "things", "one").DownloadContentAsync(Cancellation);
        Assert.Equal("kept", blob.Value.Content.ToString());
        Assert.True((await new TableClient(second.ConnectionString, "things").GetEntityIfExistsAsync<TableEntity>("a", "b", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task An_azurite_that_was_killed_is_started_again()
    {
        await using var root = await RootAsync();
        var first = await OpenAsync(root);
        await AzuriteProcess.StopAsync(first.ProcessId, saves: false, Cancellation);

        await using var second = await OpenAsync(root);

        Assert.NotEqual(first.ProcessId, second.ProcessId);
        await new TableClient(second.ConnectionString, "things").CreateAsync(Cancellation);
    }

    [Fact]
    public async Task Many_that_start_at_once_share_one()
    {
        await using var root = await RootAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync(root)));

        Assert.Single(all.Select(one => one.ProcessId).Distinct());
        foreach (var one in all)
        {
            Assert.NotNull(AzuriteProcess.StartTime(one.ProcessId));
            await one.DisposeAsync();
        }

        Assert.Null(AzuriteProcess.StartTime(all[0].ProcessId));
    }

    // The fixture's Azurite makes sure that it is installed.
    private async Task<LocalRoot> RootAsync()
    {
        await azurite.NewAccountAsync(Cancellation);
        return new LocalRoot();
    }

    private static Task<LocalStorage> OpenAsync(LocalRoot root) => LocalStorage.OpenAsync(root.Folder, _ => { }, Cancellation);
}

using System.Text;
using Azure;
using Azure.Storage.Blobs;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class RawMailStoreTests(AzuriteFixture azurite)
{
    private static readonly byte[] Mail = Encoding.UTF8.GetBytes("From: some.body@example.net\r\n\r\nI object.\r\n");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_mail_from_many_at_once_is_stored_for_all_of_them()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreAsync(service)));

        var hash = Assert.Single(hashes.Distinct());
        await using var stored = await service.Get<RawMailStore>().OpenAsync(hash, Cancellation);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, Cancellation);
        Assert.Equal(Mail, copy.ToArray());
    }

    [Fact]
    public async Task Other_bytes_under_its_name_are_not_taken_for_the_mail()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var hash = await StoreAsync(service);
        var blob = service.Get<BlobServiceClient>().GetBlobContainerClient("raw-mail").GetBlobClient($"{hash}.eml");
        await blob.UploadAsync(BinaryData.FromBytes([.. Mail.Reverse()]), overwrite: true, Cancellation);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => StoreAsync(service));

        Assert.Contains($"raw-mail/{hash}.eml", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_that_leaves_nothing_stored_is_no_success()
    {
        await using var working = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var service = await new ServiceBuilder(azurite).Beside(working).WithServices(services => RefusedUploads.Replace(services, working.Storage)).StartAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => StoreAsync(service));

        Assert.Equal(409, failure.Status);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_kept_is_neither_recorded_nor_judged_nor_moved_and_taken_once_it_can()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var file = journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        await using var failing = await new ServiceBuilder(azurite).Beside(service).WithServices(services => RefusedUploads.Replace(services, service.Storage)).StartAsync(Cancellation);

        await Assert.ThrowsAnyAsync<Exception>(() => failing.Get<PolicyNotify.Replies.ReplyCollector>().CollectAsync(Cancellation));

        Assert.Empty(await journey.RepliesAsync(Cancellation));
        Assert.True(File.Exists(file));
        await journey.CollectAsync(Cancellation);
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
    }

    private static async Task<string> StoreAsync(TestService service)
    {
        using var content = new MemoryStream(Mail);
        return await service.Get<RawMailStore>().StoreAsync(content, Cancellation);
    }
}

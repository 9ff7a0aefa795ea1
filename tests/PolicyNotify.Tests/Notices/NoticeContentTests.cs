using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Notices.Content;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class NoticeContentTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edition_once_kept_stays_as_it_was()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var store = service.Get<NoticeContentStore>();
        await store.KeepAsync(NoticeJourney.Second, 1, Content("first"), Cancellation);

        var kept = await store.KeepAsync(NoticeJourney.Second, 1, Content("second"), Cancellation);

        Assert.Equal("first", kept.Text);
        Assert.Equal("first.html", Assert.Single(kept.Attachments).FileName);
        Assert.Equal(kept.Digest, (await store.GetAsync(NoticeJourney.Second, 1, Cancellation)).Digest);
    }

    [Fact]
    public async Task A_stored_mail_that_somebody_changed_is_never_sent()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await service.Get<NoticeContentStore>().KeepAsync(NoticeJourney.Second, 1, Content("first"), Cancellation);
        var container = await service.Get<StorageLayout>().ContainerAsync("notice-content", Cancellation);
        var html = $"privacy-2.0/1/{Convert.ToHexStringLower(SHA256.HashData("<p>first</p>"u8))}/mail.html";
        await container.GetBlobClient(html).UploadAsync(new BinaryData("<p>Buy now</p>"), overwrite: true, Cancellation);

        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => other.Get<NoticeContentStore>().GetAsync(NoticeJourney.Second, 1, Cancellation));

        Assert.Contains($"notice-content/{html}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_that_write_the_same_edition_at_once_leave_one_that_can_be_sent()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var container = await service.Get<StorageLayout>().ContainerAsync("notice-content", Cancellation);
        var manifest = container.GetBlobClient("privacy-2.0/1/manifest.json");
        await service.Get<NoticeContentStore>().KeepAsync(NoticeJourney.Second, 1, Content("first"), Cancellation);
        var written = (await manifest.DownloadContentAsync(Cancellation)).Value.Content;
        await manifest.DeleteAsync(cancellationToken: Cancellation);

        // The other writes its parts after ours and before our manifest.
        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        await other.Get<NoticeContentStore>().KeepAsync(NoticeJourney.Second, 1, Content("second"), Cancellation);
        await manifest.UploadAsync(written, overwrite: true, Cancellation);

        await using var sender = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        Assert.Equal("first", (await sender.Get<NoticeContentStore>().GetAsync(NoticeJourney.Second, 1, Cancellation)).Text);
    }

    private static NoticeContent Content(string text) => new(
        "Subject", text, $"<p>{text}</p>", "greeting-0", "en", [new($"{text}.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(text))], "");
}

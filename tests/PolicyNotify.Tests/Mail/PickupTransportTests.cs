using MimeKit;
using PolicyNotify.Mail;
using PolicyNotify.Mail.Pickup;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Mail;

public sealed class PickupTransportTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_becomes_one_file_named_after_its_id_and_a_repeat_replaces_it()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var transport = service.Get<IMailTransport>();

        var first = await transport.SendAsync(Mails.One, Cancellation);
        await transport.SendAsync(Mails.One with { Subject = "Again" }, Cancellation);

        Assert.Equal(MailOutcome.Accepted("0123456789abcdef0123.privacy-2.0.eml"), first);
        var file = Assert.Single(Directory.GetFiles(service.Outbox));
        Assert.Equal("Again", (await MimeMessage.LoadAsync(file, Cancellation)).Subject);
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_goes_when_its_message_is_made_again()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var transport = service.Get<IMailTransport>();
        Directory.CreateDirectory(service.Outbox);
        await File.WriteAllTextAsync(Path.Combine(service.Outbox, ".0123456789abcdef0123.privacy-2.0.eml.part"), "Message-Id: <0123", Cancellation);

        await transport.SendAsync(Mails.One, Cancellation);

        Assert.Equal("0123456789abcdef0123.privacy-2.0.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(service.Outbox))));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task What_nobody_writes_any_more_is_cleaned_up_by_the_next_process(int minutes, bool stays)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var part = Path.Combine(service.Outbox, ".another.privacy-2.0.eml.part");
        Directory.CreateDirectory(service.Outbox);
        await File.WriteAllTextAsync(part, "Message-Id: <0123", Cancellation);
        File.SetLastWriteTimeUtc(part, File.GetLastWriteTimeUtc(part).AddMinutes(-minutes));

        await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

        Assert.Equal(stays, File.Exists(part));
    }

    [Theory]
    [InlineData("a/../../b@example.com")]
    [InlineData("../x@example.com")]
    [InlineData(".hidden@example.com")]
    [InlineData("@example.com")]
    public void A_message_id_cannot_lead_out_of_the_folder(string id)
    {
        var name = PickupTransport.FileNameOf(id);

        Assert.Equal(name, Path.GetFileName(name));
        Assert.False(name.StartsWith('.'), "a reader of the folder would overlook it");
        Assert.EndsWith(".eml", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_look_alike_as_file_names_get_different_ones() =>
        Assert.NotEqual(PickupTransport.FileNameOf("a/b@example.com"), PickupTransport.FileNameOf("a_b@example.com"));

    [Fact]
    public async Task A_folder_that_cannot_be_written_puts_the_message_off()
    {
        var blocked = Path.GetTempFileName();
        try
        {
            await using var service = await new ServiceBuilder(azurite).With("Mail:Pickup:Folder", Path.Combine(blocked, "outbox")).StartAsync(Cancellation);

            var outcome = await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

            Assert.Equal(MailStatus.TryLater, outcome.Status);
        }
        finally
        {
            File.Delete(blocked);
        }
    }
}

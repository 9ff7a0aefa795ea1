using System.Text;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class SenderCheckTests(AzuriteFixture azurite)
{
    private const string Host = "mx.example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mx.example.com; spf=fail smtp.mailfrom=example.net", "SPF fail")]
    [InlineData("mx.example.com; spf=softfail smtp.mailfrom=example.net", "SPF softfail")]
    [InlineData("mx.example.com 1; dkim=fail (bad signature) header.d=example.net", "DKIM fail")]
    [InlineData("MX.EXAMPLE.COM; spf=pass smtp.mailfrom=evil.example; dmarc=fail (p=none) header.from=example.net", "DMARC fail")]
    [InlineData("mx.example.com; spf=fail smtp.mailfrom=list.example; dkim=fail header.d=example.net; dmarc=fail header.from=example.net", "SPF fail, DKIM fail, DMARC fail")]
    [InlineData("mx.example.com; spf=fail smtp.mailfrom=list.example; dkim=pass header.d=example.net; dmarc=pass header.from=example.net", null)]
    [InlineData("mx.example.com; spf=pass smtp.mailfrom=example.net; dkim=pass header.d=example.net; dmarc=pass", null)]
    [InlineData("mx.example.com; none", null)]
    [InlineData("mx.example.com; spf=neutral; dkim=none", null)]
    [InlineData("evil.example; spf=fail; dkim=fail; dmarc=fail", null)]
    [InlineData("spf=fail; dmarc=fail", null)]
    [InlineData(";;;===", null)]
    public void A_failed_check_of_our_own_receiving_host_is_a_doubt(string findings, string? failed)
    {
        var doubt = SenderCheck.DoubtOf(Mail($"Authentication-Results: {findings}\r\n"), Host);

        if (failed is null)
            Assert.Null(doubt);
        else
            Assert.Contains(failed, doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_topmost_header_of_our_host_counts()
    {
        const string Fails = "Authentication-Results: mx.example.com; dmarc=fail header.from=example.net\r\n";
        const string Passes = "Authentication-Results: mx.example.com; dmarc=pass header.from=example.net\r\n";
        const string Elsewhere = "Authentication-Results: evil.example; dmarc=pass header.from=example.net\r\n";

        Assert.NotNull(SenderCheck.DoubtOf(Mail(Fails + Passes), Host));
        Assert.Null(SenderCheck.DoubtOf(Mail(Passes + Fails), Host));
        Assert.NotNull(SenderCheck.DoubtOf(Mail(Elsewhere + Fails), Host));
    }

    [Fact]
    public void Without_a_receiving_host_nobodys_findings_count() =>
        Assert.Null(SenderCheck.DoubtOf(Mail("Authentication-Results: mx.example.com; dmarc=fail\r\n"), null));

    [Fact]
    public void A_mail_with_two_senders_is_in_doubt() => Assert.NotNull(SenderCheck.DoubtOf(Mail("From: b@example.net\r\n"), null));

    [Theory]
    [InlineData("mx.example.com; spf=fail smtp.mailfrom=example.net; dmarc=fail header.from=example.net", true)]
    [InlineData("mx.example.com; spf=pass smtp.mailfrom=example.net; dmarc=pass header.from=example.net", false)]
    [InlineData("mail.sender.example; spf=fail; dkim=fail; dmarc=fail", false)]
    public async Task An_objection_whose_sender_our_host_could_not_confirm_waits_for_a_look_with_the_reason(string findings, bool waits)
    {
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.With("Replies:ReceivingHost", Host), Cancellation);
        await using var service = journey.Service;
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, headers: ("Authentication-Results", findings)));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(ReplyKind.Objection, reply.Kind);
        Assert.Equal(waits, reply.NeedsReview);
        Assert.Equal(waits ? 0 : 1, (await journey.ObjectionsAsync(Cancellation)).Count);
        if (waits)
            Assert.Contains("could not confirm the sender: SPF fail, DMARC fail", Assert.Single(reply.ReviewReasons), StringComparison.Ordinal);
    }

    private static ReadMail Mail(string headers)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes($"{headers}From: a@example.net\r\nSubject: s\r\n\r\ntext\r\n"));
        return MailReader.Read(stream, Cancellation)!;
    }
}

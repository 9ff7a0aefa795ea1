using System.Net;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using PolicyNotify.Functions.Replies;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.InboundParse;

public sealed class InboundParseTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Secret = "a-secret-of-thirty-two-characters-or-more";
    private const string Address = $"/api/mail/inbound/sendgrid?key={Secret}";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private ReplyJourney journey = null!;
    private TestHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await journey.Service.DisposeAsync();
    }

    [Fact]
    public async Task A_raw_mail_is_kept_byte_for_byte_and_recorded_when_the_answer_says_so()
    {
        var sender = await StartAsync();
        var mail = Latin1Objection();

        await sender.SendRawAsync(mail, [], Cancellation);

        Assert.Equal(HttpStatusCode.OK, sender.LastAnswer);
        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(mail)), reply.RawHash);
        Assert.Equal("inbound-parse", reply.Source);
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Single(journey.Acknowledgements());

        await sender.SendRawAsync(mail, [], Cancellation);
        Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Single(journey.Acknowledgements());
    }

    [Fact]
    public async Task The_parsed_form_becomes_the_same_mail_each_time_it_is_sent()
    {
        var sender = await StartAsync();
        var form = Parsed("Ich widerspreche der Änderung. Bitte löschen Sie mein Konto: kündigen!", "iso-8859-1", "image/png");

        await sender.SendAsync(form, Cancellation);
        await sender.SendAsync(form, Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(ReplyKind.Objection, reply.Kind);
        Assert.Equal(MatchBasis.Token, reply.Basis);
        Assert.Contains("löschen", reply.Text, StringComparison.Ordinal);
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
        await using var kept = await journey.Service.Get<RawMailStore>().OpenAsync(reply.RawHash, Cancellation);
        using var mail = await MimeMessage.LoadAsync(kept, Cancellation);
        Assert.Equal("answer-form@example.net", mail.MessageId);
        var attachment = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        Assert.Equal("bild ä.png", attachment.FileName);
        using var content = new MemoryStream();
        await attachment.Content!.DecodeToAsync(content, Cancellation);
        Assert.Equal(Picture, content.ToArray());
        var container = await journey.Service.Get<StorageLayout>().ContainerAsync("raw-mail", Cancellation);
        Assert.True(await container.GetBlobClient($"{reply.RawHash}.form").ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task A_delivery_report_in_parsed_form_stays_a_bounce()
    {
        var sender = await StartAsync();
        const string Status = "Reporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; gone@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n";
        await sender.SendAsync(
            () =>
            {
                var form = InboundParseSender.Form(
                    ["replies@example.com"], "none", "none",
                    ("headers", "From: MAILER-DAEMON@example.net\nSubject: Undelivered Mail Returned to Sender\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"x\"\n"u8.ToArray()),
                    ("text", "I am sorry to inform you that your message could not be delivered."u8.ToArray()),
                    ("attachments", "1"u8.ToArray()));
                InboundParseSender.Attach(form, 1, "details.txt", "message/delivery-status", Encoding.ASCII.GetBytes(Status));
                return form;
            },
            Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(ReplyKind.Bounce, reply.Kind);
        Assert.Equal("gone@example.net", Assert.Single(reply.Bounced).Address);
    }

    [Theory]
    [InlineData("message/rfc822", "Subject: an inner mail\r\n\r\nInner text.\r\n", "Inner text.")]
    [InlineData("multipart/mixed; boundary=b", "--b\r\n\r\nInner text.\r\n--b--\r\n", "Inner text.")]
    public async Task What_is_attached_in_parts_of_its_own_is_kept(string type, string content, string expected)
    {
        var sender = await StartAsync();
        await sender.SendAsync(
            () =>
            {
                var form = InboundParseSender.Form([], "pass", "none", ("headers", "From: a@example.net\nSubject: s\n"u8.ToArray()), ("text", "See the attachment."u8.ToArray()));
                InboundParseSender.Attach(form, 1, "inner.eml", type, Encoding.ASCII.GetBytes(content));
                return form;
            },
            Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        await using var kept = await journey.Service.Get<RawMailStore>().OpenAsync(reply.RawHash, Cancellation);
        using var mail = await MimeMessage.LoadAsync(kept, Cancellation);
        using var attached = new MemoryStream();
        if (mail.Attachments.Single() is MimePart { Content: { } part })
            await part.DecodeToAsync(attached, Cancellation);
        else
            await mail.Attachments.Single().WriteToAsync(attached, Cancellation);
        Assert.Contains(expected, Encoding.ASCII.GetString(attached.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_only_the_envelope_holds_matches()
    {
        var sender = await StartAsync();
        var token = journey.NoticeTo(journey.Notices.Person(1)).ReplyTo.Mailboxes.Single().Address;
        var mail = journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, toToken: false, references: false);

        await sender.SendRawAsync(Encoding.UTF8.GetBytes(mail), ["somebody@example.com", token], Cancellation);

        Assert.Equal(MatchBasis.Token, Assert.Single(await journey.RepliesAsync(Cancellation)).Basis);
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
    }

    [Theory]
    [InlineData("fail", "none", true)]
    [InlineData("softfail", "{@other.example : pass}", true)]
    [InlineData("pass", "{@example.net : fail}", true)]
    [InlineData("fail", "{@example.net : pass, @other.example : fail}", false)]
    [InlineData("pass", "none", false)]
    public async Task A_sender_that_sendgrid_could_not_confirm_waits_for_a_look(string spf, string dkim, bool waits)
    {
        var sender = await StartAsync();

        await sender.SendRawAsync(Latin1Objection(), [], Cancellation, spf, dkim);

        Assert.Equal(waits, Assert.Single(await journey.RepliesAsync(Cancellation)).NeedsReview);
    }

    [Fact]
    public async Task A_wrong_secret_takes_nothing_in_and_costs_no_mail()
    {
        await StartAsync();
        var stranger = new InboundParseSender(host.Client, "/api/mail/inbound/sendgrid?key=another-secret-of-thirty-two-characters");
        await stranger.SendRawAsync(Latin1Objection(), [], Cancellation);
        var nameless = new InboundParseSender(host.Client, "/api/mail/inbound/sendgrid");
        await nameless.SendRawAsync(Latin1Objection(), [], Cancellation);

        Assert.Equal((1, 0), (stranger.Waiting, stranger.Dropped));
        Assert.Equal((1, 0), (nameless.Waiting, nameless.Dropped));
        Assert.Empty(await journey.RepliesAsync(Cancellation));
    }

    [Fact]
    public async Task The_secret_may_be_the_password_of_the_address()
    {
        await StartAsync();
        using var client = new HttpClient { BaseAddress = host.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"sendgrid:{Secret}")));

        await new InboundParseSender(client, "/api/mail/inbound/sendgrid").SendRawAsync(Latin1Objection(), [], Cancellation);

        Assert.Single(await journey.RepliesAsync(Cancellation));
    }

    [Fact]
    public async Task Where_a_key_is_configured_only_what_it_signed_is_taken_in()
    {
        var sender = await StartAsync(("Replies:InboundParse:PublicKey", Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())));
        sender.Now = journey.Service.Clock.GetUtcNow().AddHours(-72);
        await sender.SendRawAsync(Latin1Objection(), [], Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (sender.LastAnswer, sender.Waiting));
        Assert.Empty(await journey.RepliesAsync(Cancellation));

        sender.Key = Key;
        await sender.TryAgainAsync(Cancellation);

        Assert.Equal((HttpStatusCode.OK, 0), (sender.LastAnswer, sender.Waiting));
        Assert.Single(await journey.RepliesAsync(Cancellation));
    }

    [Fact]
    public async Task A_request_that_is_no_form_is_kept_and_somebody_has_to_look()
    {
        var sender = await StartAsync();
        await sender.SendAsync(
            () =>
            {
                var form = new MultipartFormDataContent();
                form.Add(new StringContent("what is this"), "unknown");
                return form;
            },
            Cancellation);

        Assert.Equal(HttpStatusCode.OK, sender.LastAnswer);
        Assert.True(Assert.Single(await journey.RepliesAsync(Cancellation)).NeedsReview);
    }

    [Theory]
    [InlineData("""{"from":"utf-7"}""")]
    [InlineData("""{"from":"\ud800"}""")]
    [InlineData("""{"\udfff":"utf-8"}""")]
    public async Task A_form_that_nobody_foresaw_is_not_sent_for_days_and_then_dropped(string charsets)
    {
        var sender = await StartAsync();
        var mail = Latin1Objection();

        await sender.SendAsync(() => InboundParseSender.Form([], "pass", "none", ("email", mail), ("charsets", Encoding.UTF8.GetBytes(charsets))), Cancellation);

        Assert.Equal((HttpStatusCode.OK, 0), (sender.LastAnswer, sender.Waiting));
        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.True(reply.NeedsReview || reply.Kind is ReplyKind.Objection, reply.Reason);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_not_dropped_by_the_sender()
    {
        var sender = await StartAsync(("Replies:InboundParse:MaximumBytes", "1000000"));

        await sender.SendRawAsync(new byte[1_100_000], [], Cancellation);

        Assert.Equal((1, 0), (sender.Waiting, sender.Dropped));
    }

    [Fact]
    public async Task When_storage_is_away_the_sender_is_told_to_come_again()
    {
        journey = await ReplyJourney.StartAsync(azurite, builder => builder.With("Replies:InboundParse:Secret", Secret), Cancellation);
        host = await TestHost.StartAsync(
            journey.Service,
            [typeof(TakeInboundParseFunction)],
            new Dictionary<string, string?> { ["AzureWebJobsStorage"] = Away(journey.Service.Storage) },
            Cancellation);
        var sender = new InboundParseSender(host.Client, Address);

        await sender.SendRawAsync(Latin1Objection(), [], Cancellation);

        Assert.Equal((1, 0), (sender.Waiting, sender.Dropped));
    }

    [Fact]
    public async Task A_short_secret_stops_the_start_and_is_named()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => new ServiceBuilder(azurite).With("Replies:InboundParse:Secret", "short").StartAsync(Cancellation));
        Assert.Contains("Replies:InboundParse:Secret", failure.Message, StringComparison.Ordinal);
        await StartAsync();
    }

    private static byte[] Picture { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0xFF, 0x2D, 0x2D];

    // A wrong key is refused at once, where an address at which nobody answers is tried for a minute.
    private static string Away(string storage) => System.Text.RegularExpressions.Regex.Replace(storage, "AccountKey=[^;]+", "AccountKey=d3Jvbmc=");

    private async Task<InboundParseSender> StartAsync(params (string Name, string Value)[] settings)
    {
        journey = await ReplyJourney.StartAsync(
            azurite, builder => settings.Aggregate(builder.With("Replies:InboundParse:Secret", Secret), (built, setting) => built.With(setting.Name, setting.Value)), Cancellation);
        host = await TestHost.StartAsync(journey.Service, Cancellation);
        return new(host.Client, Address);
    }

    private byte[] Latin1Objection() => Encoding.Latin1.GetBytes(
        journey.Answer(journey.Notices.Person(1), "Je m'oppose à cette modification, veuillez résilier mon compte.").Replace("utf-8", "iso-8859-1", StringComparison.Ordinal));

    private Func<MultipartFormDataContent> Parsed(string text, string charset, string attachmentType)
    {
        var notice = journey.NoticeTo(journey.Notices.Person(1));
        var headers = $"Received: by mx0047p1mdw1.sendgrid.net; Mon, 02 Mar 2026 11:00:00 +0000\nFrom: Some Body <{journey.Notices.Person(1).Address}>\nTo: {notice.ReplyTo.Mailboxes.Single().Address}\n"
            + "Subject: Re: policy\nMessage-ID: <answer-form@example.net>\nContent-Type: multipart/mixed; boundary=\"gone\"\n";
        return () =>
        {
            var form = InboundParseSender.Form(
                [], "pass", "{@example.net : pass}",
                ("headers", Encoding.UTF8.GetBytes(headers)),
                ("text", Encoding.GetEncoding(charset).GetBytes(text)),
                ("charsets", Encoding.UTF8.GetBytes($$"""{"to":"UTF-8","from":"UTF-8","subject":"UTF-8","text":"{{charset}}"}""")),
                ("attachments", "1"u8.ToArray()));
            InboundParseSender.Attach(form, 1, "bild ä.png", attachmentType, Picture);
            return form;
        };
    }
}

using System.Text;
using MimeKit;
using PolicyNotify.Mail;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Mail;

public sealed class LegalMailboxTests(AzuriteFixture azurite)
{
    private static readonly LegalMail Held = new(
        "notice.held:privacy-2.0:2026-04-03",
        "privacy-2.0 is held\r\nBcc: everybody@example.net",
        "The version is **held**.\n\n| what | how many |\n| --- | --- |\n| not told | 3 |\n\n<script>alert(1)</script>",
        [new MailAttachment("people.csv", "text/csv; charset=utf-8", Encoding.UTF8.GetBytes("recipient\n"))]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_to_legal_is_plain_and_html_and_says_that_a_machine_wrote_it()
    {
        await using var service = await new ServiceBuilder(azurite).With("Mail:LegalAddress", "legal@example.com").StartAsync(Cancellation);

        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));

        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(service.Outbox)), Cancellation);
        Assert.Equal("legal@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal("privacy-2.0 is held  Bcc: everybody@example.net", mail.Subject);
        Assert.Empty(mail.Bcc);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.EndsWith(".legal@example.com", mail.MessageId, StringComparison.Ordinal);
        Assert.Contains("The version is **held**.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<strong>held</strong>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<td>3</td>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("people.csv", Assert.Single(mail.Attachments).ContentDisposition!.FileName);
    }

    [Fact]
    public async Task The_same_key_is_sent_once_even_from_two_processes()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        await using var other = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => (turn % 2 == 0 ? service : other).Get<LegalMailbox>().SendAsync(Held, Cancellation)));

        Assert.Single(transport.Given);
        Assert.True(await other.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        Assert.Single(transport.Given);
        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held with { Key = "another" }, Cancellation));
        Assert.Equal(2, transport.Given.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Theory]
    [InlineData(MailStatus.TryLater, new[] { 1, 2, 4, 8, 16 })]
    [InlineData(MailStatus.MessageRefused, new[] { 1, 2, 4 })]
    [InlineData(MailStatus.Stopped, new[] { 1, 2, 4 })]
    [InlineData(MailStatus.Unknown, new[] { 60, 60, 60, 60, 60, 60, 64, 128, 256, 360, 360 })]
    public async Task A_mail_that_was_not_taken_is_sent_again_under_the_same_message_id_after_ever_longer_waits(object status, int[] minutes)
    {
        var transport = new ScriptedTransport((_, _) => new MailOutcome((MailStatus)status, null, "not now"));
        await using var service = await StartAsync(transport);
        Assert.False(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));

        for (var attempt = 0; attempt < minutes.Length; attempt++)
        {
            service.Clock.Advance(TimeSpan.FromMinutes(minutes[attempt]) - TimeSpan.FromTicks(1));
            Assert.False(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
            Assert.Equal(attempt + 1, transport.Given.Count);
            service.Clock.Advance(TimeSpan.FromTicks(1));
            Assert.False(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
            Assert.Equal(attempt + 2, transport.Given.Count);
        }

        Assert.Single(transport.Given.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task A_mail_system_that_says_when_to_come_again_is_left_alone_until_then()
    {
        var transport = new ScriptedTransport((_, call) => call == 1 ? MailOutcome.TryLater("429 slow down") with { RetryAfter = TimeSpan.FromMinutes(20) } : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        await service.Get<LegalMailbox>().SendAsync(Held, Cancellation);

        service.Clock.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromTicks(1));
        Assert.False(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        service.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        Assert.Equal(2, transport.Given.Count);
    }

    [Fact]
    public async Task A_mail_that_is_not_taken_for_a_week_is_given_up_visibly()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.TryLater("450 busy"));
        await using var service = await StartAsync(transport);
        var health = service.Get<LegalMailHealth>();
        Assert.False(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        Assert.Null(await health.FindAsync(Cancellation));
        service.Clock.Advance(TimeSpan.FromHours(1));
        await service.Get<LegalMailbox>().SendAsync(Held, Cancellation);
        service.Clock.Advance(TimeSpan.FromHours(1));
        await service.Get<LegalMailbox>().SendAsync(Held, Cancellation);
        Assert.Equal(new LegalMailTrouble(1, 0, "450 busy"), await health.FindAsync(Cancellation));

        service.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Assert.False(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        service.Clock.Advance(TimeSpan.FromHours(6));
        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));

        Assert.Equal(5, transport.Given.Count);
        Assert.Equal(new LegalMailTrouble(0, 1, "450 busy"), await health.FindAsync(Cancellation));
        service.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await health.FindAsync(Cancellation));
    }

    [Fact]
    public async Task A_mail_whose_sender_died_is_sent_again_ten_minutes_later()
    {
        using var death = new CancellationTokenSource();
        var transport = new ScriptedTransport(async (_, call) =>
        {
            if (call == 1)
            {
                await death.CancelAsync();
                death.Token.ThrowIfCancellationRequested();
            }

            return MailOutcome.Accepted(null);
        });
        await using var service = await StartAsync(transport);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Get<LegalMailbox>().SendAsync(Held, death.Token));

        service.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.False(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        Assert.Single(transport.Given);

        service.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        Assert.Equal(2, transport.Given.Count);
    }

    [Theory]
    [InlineData(true, 1, "The mail could not be written: FormatException.")]
    [InlineData(false, 60, "The attempt broke off: FormatException.")]
    public async Task A_mail_that_breaks_off_is_tried_again_and_given_up_like_any_other(bool inWriting, int minutes, string detail)
    {
        var transport = new ScriptedTransport(MailOutcome (_, _) => throw new FormatException("No such mail."));
        await using var service = await StartAsync(transport);
        var mailbox = service.Get<LegalMailbox>();
        var attempts = 0;
        Assert.False(await SendAsync());

        service.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
        Assert.False(await SendAsync());
        Assert.Equal(1, attempts);
        service.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(await SendAsync());
        Assert.Equal(2, attempts);
        service.Clock.Advance(TimeSpan.FromDays(7));
        Assert.True(await SendAsync());
        Assert.True(await SendAsync());

        Assert.Equal(3, attempts);
        Assert.Equal(new LegalMailTrouble(0, 1, detail), await service.Get<LegalMailHealth>().FindAsync(Cancellation));

        Task<bool> SendAsync() => mailbox.SendAsync("broken", Write, Cancellation);

        OutgoingMail Write(MailAddress to)
        {
            attempts++;
            return inWriting
                ? throw new FormatException("No such mail.")
                : new("broken@example.com", to, new MailAddress("privacy@example.com"), null, "Broken", "Text", "<p>Text</p>", [], new Dictionary<string, string>());
        }
    }

    [Fact]
    public async Task A_refused_mail_is_not_tried_for_ever()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Refused("550 no such mailbox"));
        await using var service = await StartAsync(transport);

        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));
        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));

        Assert.Single(transport.Given);
        Assert.Equal(new LegalMailTrouble(0, 1, "550 no such mailbox"), await service.Get<LegalMailHealth>().FindAsync(Cancellation));
        await using var host = await TestHost.StartAsync(service, Cancellation);
        Assert.Contains("legal does not get what it is written", await host.Client.GetStringAsync("/health", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_sent_and_nothing_is_left_to_do()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        Assert.True(await service.Get<LegalMailbox>().SendAsync(Held, Cancellation));

        Assert.False(Directory.Exists(service.Outbox));
    }

    private Task<TestService> StartAsync(ScriptedTransport transport) =>
        new ServiceBuilder(azurite).With("Mail:LegalAddress", "legal@example.com").WithServices(transport.Replace).StartAsync(Cancellation);
}

using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class ReturnedMailTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("5.1.1", "failed", nameof(DeliveryOutcome.Bounced), false)]
    [InlineData("4.2.2", "delayed", nameof(DeliveryOutcome.Blocked), true)]
    public async Task A_bounce_that_gives_our_message_back_says_what_became_of_it(string status, string action, string outcome, bool mayBeMailed)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(1);
        journey.Drop("bounce.eml", Bounce(person.Address, journey.NoticeTo(person).MessageId!, status, action));

        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await journey.CollectAsync(Cancellation);

        Assert.Equal(ReplyKind.Bounce, Assert.Single(await journey.RepliesAsync(Cancellation)).Kind);
        Assert.Equal(Enum.Parse<DeliveryOutcome>(outcome), (await journey.Notices.DeliveryAsync(person, Cancellation))!.Fate.Outcome);
        var known = (await service.Get<RecipientStore>().GetAsync(person.Id, Cancellation))!;
        Assert.Equal((mayBeMailed, mayBeMailed ? 1 : 0), (known.MayBeMailed, known.SoftBounces));
    }

    [Fact]
    public async Task A_bounce_that_only_names_an_address_keeps_nobody_from_being_told()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(1);
        journey.Drop("forged.eml", Bounce(person.Address, "made-up@example.com", "5.1.1", "failed"));

        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await journey.CollectAsync(Cancellation);

        Assert.Equal(ReplyKind.Bounce, Assert.Single(await journey.RepliesAsync(Cancellation)).Kind);
        Assert.Equal(DeliveryFate.None, (await journey.Notices.DeliveryAsync(person, Cancellation))!.Fate);
        Assert.True((await service.Get<RecipientStore>().GetAsync(person.Id, Cancellation))!.MayBeMailed);
    }

    [Fact]
    public async Task A_complaint_that_gives_our_message_back_ends_mailing_to_the_person()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(2);
        journey.Drop("complaint.eml", Complaint(person.Address, journey.NoticeTo(person).MessageId!));

        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await journey.CollectAsync(Cancellation);

        Assert.Equal(ReplyKind.Complaint, Assert.Single(await journey.RepliesAsync(Cancellation)).Kind);
        Assert.Equal(UnreachableCause.Complained, (await service.Get<RecipientStore>().GetAsync(person.Id, Cancellation))!.Unreachable?.Cause);
    }

    private static string Bounce(string address, string messageId, string status, string action) => Lines(
        "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)",
        "To: replies@example.com",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "This is the mail system. Your message could not be delivered.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example.org",
        "",
        $"Final-Recipient: rfc822; {address}",
        $"Action: {action}",
        $"Status: {status}",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        "Subject: Our privacy policy changes",
        $"Message-ID: <{messageId}>",
        "--b--");

    private static string Complaint(string address, string messageId) => Lines(
        "From: abuse@isp.example.org",
        "To: replies@example.com",
        "Subject: FW: Our privacy policy changes",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=feedback-report; boundary=\"b\"",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "This is an email abuse report.",
        "--b",
        "Content-Type: message/feedback-report",
        "",
        "Feedback-Type: abuse",
        "User-Agent: Example/1.0",
        "Version: 1",
        $"Original-Rcpt-To: {address}",
        "--b",
        "Content-Type: message/rfc822",
        "",
        "From: privacy@example.com",
        $"To: {address}",
        "Subject: Our privacy policy changes",
        $"Message-ID: <{messageId}>",
        "",
        "Hello",
        "--b--");

    private static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";
}

using System.Net;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;
using PolicyNotify.Tests.Notices.Events;

namespace PolicyNotify.Tests.Reminders;

/// <summary>What comes back about a reminder: the mail system's reports, bounces and answers.</summary>
public sealed class ReminderReportTests(AzuriteFixture azurite) : IDisposable
{
    private readonly SendGridEventSender sender = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => sender.Dispose();

    [Fact]
    public async Task Reports_about_a_reminder_are_recorded_with_it_and_change_nothing_about_the_notice()
    {
        var journey = await RemindedAsync(3);
        await using var service = journey.Service;
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var before = await NoticesAsync(journey);
        var now = service.Clock.GetUtcNow();

        await PostAsync(service, host, Of(sender.Event("delivered", journey.People[0], now)), Of(sender.Bounce(journey.People[1], now)), Of(sender.Event("spamreport", journey.People[2], now)));

        Assert.Equal(before, await NoticesAsync(journey));
        var outcomes = new List<DeliveryOutcome>();
        foreach (var person in journey.People)
        {
            outcomes.Add((await journey.CopyAsync(person, Cancellation))!.Fate.Outcome);
        }

        Assert.Equal([DeliveryOutcome.Delivered, DeliveryOutcome.Bounced, DeliveryOutcome.Complained], outcomes);
        Assert.Equal("privacy-2.0.reminder-2026-04-03", (await service.Get<RecipientStore>().GetAsync(journey.People[1].Id, Cancellation))!.Unreachable!.Source);

        journey.GoTo(ReminderJourney.Effective);
        await journey.Notices.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, (await journey.Notices.VersionAsync("2.0", Cancellation)).State);
        Assert.Equal("0", Assert.Single(await journey.Notices.AuditAsync(Cancellation, "notice.completed")).Details["returned"]);
    }

    [Fact]
    public async Task Reports_about_the_notice_leave_the_reminder_alone()
    {
        var journey = await RemindedAsync(1);
        await using var service = journey.Service;
        await using var host = await TestHost.StartAsync(service, Cancellation);

        await PostAsync(service, host, sender.Event("delivered", journey.People[0], service.Clock.GetUtcNow()));

        Assert.Equal(DeliveryFate.None, (await journey.CopyAsync(journey.People[0], Cancellation))!.Fate);
        Assert.Equal(DeliveryOutcome.Delivered, (await journey.Notices.DeliveryAsync(journey.People[0], Cancellation))!.Fate.Outcome);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task An_answer_to_a_reminder_is_an_answer_to_its_notice(bool toToken, bool references)
    {
        var journey = await RemindedAsync(2);
        await using var service = journey.Service;
        var person = journey.People[0];
        Drop(service, Answer(journey, person, toToken, references));

        await service.Get<ReplyCollector>().CollectAsync(Cancellation);

        var reply = Assert.Single(await service.Get<ReplyDirectory>().ListAsync(onlyForReview: false, Cancellation));
        Assert.Equal((toToken ? MatchBasis.Token : MatchBasis.MessageId, ReplyKind.Objection), (reply.Basis, reply.Kind));
        var objection = Assert.Single(await service.Get<ReplyDirectory>().ListObjectionsAsync(Cancellation));
        Assert.Equal((NoticeJourney.Second, person.Id, true), (objection.Notice, objection.Recipient, objection.InTime));
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    public async Task A_bounce_is_recorded_with_the_mail_that_came_back(bool byToken, bool withIdentifier, bool ofReminder)
    {
        var journey = await RemindedAsync(1);
        await using var service = journey.Service;
        var person = journey.People[0];
        var sent = journey.Notices.Outbox().Single(mail => mail.MessageId!.Contains(".reminder-", StringComparison.Ordinal) == ofReminder);
        service.Clock.Advance(TimeSpan.FromHours(1));
        Drop(service, Bounce(person.Address, byToken ? sent.ReplyTo.Mailboxes.Single().Address : "replies@example.com", withIdentifier ? sent.MessageId! : "unknown@elsewhere.example"));

        await service.Get<ReplyCollector>().CollectAsync(Cancellation);

        Assert.Equal(ReplyKind.Bounce, Assert.Single(await service.Get<ReplyDirectory>().ListAsync(onlyForReview: false, Cancellation)).Kind);
        Assert.Equal(ofReminder ? DeliveryOutcome.Bounced : DeliveryOutcome.None, (await journey.CopyAsync(person, Cancellation))!.Fate.Outcome);
        Assert.Equal(ofReminder ? DeliveryOutcome.None : DeliveryOutcome.Bounced, (await journey.Notices.DeliveryAsync(person, Cancellation))!.Fate.Outcome);
    }

    private async Task<ReminderJourney> RemindedAsync(int people)
    {
        var journey = await ReminderJourney.StartAsync(azurite, people, Cancellation, builder => builder.With("Mail:SendGrid:Events:PublicKey", sender.PublicKey));
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        return journey;
    }

    private static Dictionary<string, object?> Of(Dictionary<string, object?> one) =>
        one.With("delivery", ((string)one["delivery"]!).Replace($"{NoticeJourney.Second}_", $"{ReminderJourney.Id}_", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<(DeliveryState, DeliveryFate, string?)>> NoticesAsync(ReminderJourney journey)
    {
        var rows = new List<(DeliveryState, DeliveryFate, string?)>();
        foreach (var person in journey.People)
        {
            var row = (await journey.Notices.DeliveryAsync(person, Cancellation))!;
            rows.Add((row.State, row.Fate, row.ETag?.ToString()));
        }

        return rows;
    }

    private async Task PostAsync(TestService service, TestHost host, params Dictionary<string, object?>[] events)
    {
        using var response = await sender.PostAsync(host.Client, SendGridEventSender.Body(events), service.Clock.GetUtcNow(), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var queue = await service.Get<StorageLayout>().QueueAsync(SendGridEventIntake.Queue, Cancellation);
        foreach (var message in (await queue.ReceiveMessagesAsync(32, cancellationToken: Cancellation)).Value)
        {
            await service.Get<SendGridEventIntake>().RecordAsync(message.MessageText, Cancellation);
        }
    }

    private static string Answer(ReminderJourney journey, Recipient person, bool toToken, bool references)
    {
        var reminder = journey.Reminders().Single(mail => mail.To.Mailboxes.Single().Address == person.Address);
        var lines = new List<string>
        {
            $"From: {person.Address}",
            $"To: {(toToken ? reminder.ReplyTo.Mailboxes.Single().Address : "replies@example.com")}",
            $"Subject: Re: {reminder.Subject}",
            "Message-ID: <answer-1@example.net>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        };
        if (references)
        {
            lines.Insert(3, $"In-Reply-To: <{reminder.MessageId}>");
        }

        return Lines([.. lines, "", "I object to the new policy and want you to close my account."]);
    }

    private static string Bounce(string address, string to, string messageId) => Lines(
        "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)",
        $"To: {to}",
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
        "Action: failed",
        "Status: 5.1.1",
        "--b",
        "Content-Type: message/rfc822",
        "",
        "Subject: Our privacy policy changes",
        $"Message-ID: <{messageId}>",
        "",
        "Hello",
        "--b--");

    private static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";

    private static void Drop(TestService service, string content)
    {
        Directory.CreateDirectory(service.Inbox);
        var file = Path.Combine(service.Inbox, "mail.eml");
        File.WriteAllText(file, content);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }
}

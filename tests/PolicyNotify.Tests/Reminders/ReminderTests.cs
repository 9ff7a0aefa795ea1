using PolicyNotify.Mail;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Reminders;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Reminders;

public sealed class ReminderTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Off_by_default_nobody_is_reminded_and_nothing_is_stored()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await ReminderJourney.ToldAsync(service, 3, Cancellation);

        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        Assert.Empty(journey.Reminders());
        Assert.Equal(3, journey.Notices.Outbox().Count);
        Assert.Empty(await service.Get<ReminderDirectory>().ListAsync(NoticeJourney.Second, Cancellation));
        Assert.Empty(await journey.Notices.AuditAsync(Cancellation, "reminder.planned"));
    }

    [Fact]
    public async Task Everybody_who_was_told_is_reminded_once_at_nine_in_the_morning_so_many_days_before()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 5, Cancellation);
        await using var service = journey.Service;

        Assert.Equal((ReminderState.Planned, ReminderJourney.Due), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).DueAt));

        journey.GoTo(ReminderJourney.Due.AddSeconds(-1));
        await journey.RemindAsync(Cancellation);
        Assert.Empty(journey.Reminders());

        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Equal(journey.Addresses(0, 1, 2, 3, 4), journey.Reminded());

        journey.GoTo(ReminderJourney.Due.AddDays(3));
        await journey.RemindAsync(Cancellation);
        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal((ReminderState.Sent, new ReminderCounts(5, 0, 0, 0, 0)), (view.State, view.Counts));
        Assert.Equal(10, journey.Notices.Outbox().Count);
        foreach (var person in journey.People)
        {
            Assert.Equal(1, (await journey.CopyAsync(person, Cancellation))!.Attempts);
        }
    }

    [Fact]
    public async Task The_mail_says_again_what_changes_when_and_how_to_object()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 1, Cancellation);
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        var mail = Assert.Single(journey.Reminders());
        var notice = Assert.Single(journey.Notices.Outbox(), one => one.MessageId != mail.MessageId);
        Assert.Equal("Example Ltd: reminder: Privacy Policy changes on 3 April 2026", mail.Subject);
        Assert.Contains("Dear Person 1,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("This is a reminder of our earlier message: on 3 April 2026, version 2.0 of the Privacy Policy", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("It receives your name & address <when you pay>.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("It receives your name &amp; address &lt;when you pay&gt;.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("up to and including 3 May 2026", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("greeting-", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal(notice.ReplyTo.ToString(), mail.ReplyTo.ToString());
        Assert.Matches("^[0-9a-f]{32}\\.privacy-2\\.0\\.reminder-2026-04-03@example\\.com$", mail.MessageId);
        Assert.Equal(notice.Attachments.Select(part => part.ContentDisposition!.FileName), mail.Attachments.Select(part => part.ContentDisposition!.FileName));
    }

    [Fact]
    public async Task Who_objects_is_left_out_visibly_and_who_took_it_back_is_reminded()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 4, Cancellation);
        await using var service = journey.Service;
        await journey.ObjectAsync(journey.People[1], Cancellation);
        await journey.ObjectAsync(journey.People[2], Cancellation);
        await service.Get<ObjectionStore>().ChangeAsync(
            NoticeJourney.Second,
            journey.People[2].Id,
            objection => objection!.With(new(0, ObjectionChangeKind.Withdrawn, service.Clock.GetUtcNow(), "test", null, WithdrawalGround.Person, "Ada Counsel", "By telephone")),
            Cancellation);

        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        Assert.Equal(journey.Addresses(0, 2, 3), journey.Reminded());
        var leftOut = (await journey.CopyAsync(journey.People[1], Cancellation))!;
        Assert.Equal((DeliveryState.Suppressed, 0, "Not reminded: the person objected."), (leftOut.State, leftOut.Attempts, leftOut.Detail));
        Assert.Equal(new ReminderCounts(3, 0, 0, 0, 1), (await journey.ViewAsync(Cancellation)).Counts);
    }

    [Fact]
    public async Task Only_who_was_told_before_it_was_due_and_can_still_be_mailed_is_reminded()
    {
        var refused = new HashSet<string>(StringComparer.Ordinal) { "person2@example.net" };
        var transport = new ScriptedTransport((mail, _) => refused.Contains(mail.To.Address) ? MailOutcome.Refused("550 5.1.1 No such user") : MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 6, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        var recipients = service.Get<RecipientStore>();
        var now = service.Clock.GetUtcNow();
        var ledger = service.Get<DeliveryLedger>();

        // The notice came back for good, and the address was proven anew since.
        var returned = (await journey.Notices.DeliveryAsync(journey.People[2], Cancellation))!;
        await ledger.TryClaimAsync(
            NoticeJourney.Second, [returned with { Fate = DeliveryFate.None with { Bounce = new(now, true, "5.1.1", null), Marks = EventMarks.None.With(["b"]) } }], Cancellation);

        // No longer verified; dead since.
        await recipients.UpsertManyAsync(
            [
                journey.People[3] with { Verification = null },
                journey.People[4] with { Unreachable = new(PolicyNotify.Recipients.Reachability.UnreachableCause.Complained, now, null, null) },
            ],
            Cancellation);

        // Verified and told on the very day.
        journey.GoTo(ReminderJourney.Due);
        var late = (await journey.Notices.AddPeopleAsync(20, 1, verified: true, Cancellation))[0];
        await journey.Notices.SweepAsync(Cancellation);
        await journey.Notices.MailAsync(Cancellation);
        Assert.Equal(DeliveryState.Accepted, (await journey.Notices.DeliveryAsync(late, Cancellation))!.State);
        await journey.RemindAsync(Cancellation);

        var reminded = transport.Given.Where(mail => mail.MessageId.Contains(".reminder-", StringComparison.Ordinal)).Select(mail => mail.To.Address);
        Assert.Equal(journey.Addresses(0, 5), reminded.Order(StringComparer.Ordinal));
        Assert.Equal("Not reminded: the address is no longer verified.", (await journey.CopyAsync(journey.People[3], Cancellation))!.Detail);
        Assert.Equal("Not mailed: the person called earlier mail unwanted.", (await journey.CopyAsync(journey.People[4], Cancellation))!.Detail);
        Assert.Null(await journey.CopyAsync(journey.People[1], Cancellation));
        Assert.Null(await journey.CopyAsync(journey.People[2], Cancellation));
        Assert.Null(await journey.CopyAsync(late, Cancellation));
        Assert.Equal((ReminderState.Sent, new ReminderCounts(2, 0, 0, 0, 2)), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).Counts));
    }
}

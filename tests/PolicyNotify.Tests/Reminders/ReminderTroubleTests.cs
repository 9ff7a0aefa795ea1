using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Reminders;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Reminders;

/// <summary>Reminders beside which something else does not work.</summary>
public sealed class ReminderTroubleTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_turns_out_not_to_have_been_told_is_not_reminded_at_the_next_pass_either()
    {
        var isBusy = true;
        var transport = new ScriptedTransport((mail, _) => isBusy && mail.MessageId.Contains(".reminder-", StringComparison.Ordinal)
            ? MailOutcome.TryLater("451 4.7.1 Try again later")
            : MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 1, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.SweepAsync(Cancellation);
        var messages = await journey.TakeMessagesAsync(Cancellation);
        await RunAsync();
        var given = transport.Given.Count;
        await service.Get<DeliveryEventRecorder>().RecordAsync(
            "batch", "tests", [new("event-1", NoticeJourney.Second, journey.People[0].Id, DeliveryEventKind.DroppedForOurs, service.Clock.GetUtcNow(), null, "spam content")], Cancellation);

        isBusy = false;
        for (var pass = 0; pass < 3; pass++)
        {
            service.Clock.Advance(TimeSpan.FromMinutes(11));
            await RunAsync();
            Assert.Equal(DeliveryState.Suppressed, (await journey.CopyAsync(journey.People[0], Cancellation))!.State);
        }

        Assert.Equal(given, transport.Given.Count);

        async Task RunAsync()
        {
            foreach (var message in messages)
            {
                await service.Get<ReminderMailer>().RunAsync(message, Cancellation);
            }
        }
    }

    [Fact]
    public async Task A_refused_reminder_is_noted_by_those_who_sent_it()
    {
        var transport = new ScriptedTransport((mail, _) => mail.MessageId.Contains(".reminder-", StringComparison.Ordinal)
            ? MailOutcome.Refused("550 5.1.1 no such mailbox")
            : MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 1, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        var entry = Assert.Single(await journey.Notices.AuditAsync(Cancellation, "recipients.unreachable"));
        Assert.Equal((Actor.System(ReminderMailer.Queue).ToString(), ReminderJourney.Id.ToString()), (entry.Actor.ToString(), entry.Details["source"]));
    }

    [Fact]
    public async Task Switched_off_it_looks_again_until_every_entry_is_in_the_audit_log()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 1, Cancellation);
        await using var service = journey.Service;
        var outage = new WriteOutage { Refuses = request => request.Method != Azure.Core.RequestMethod.Get };
        await using var off = await new ServiceBuilder(azurite).Beside(service).With("Notices:ReminderDays", null).WithServices(outage.Watch).StartAsync(Cancellation);
        await journey.In(off).SweepAsync(Cancellation);
        var store = service.Get<ReminderStore>();
        var known = (await store.FindAsync(ReminderJourney.Id, Cancellation))!;
        Assert.True(known.IsClosed);

        // Another process has closed one and could not say so.
        var closed = known with { Id = MailingId.Reminder(NoticeJourney.Second, new DateOnly(2026, 4, 4)) };
        Assert.True(await store.TryAddAsync(closed.Recording(ReminderEvents.Planned(closed)), Cancellation));
        outage.IsOn = true;
        await Assert.ThrowsAnyAsync<Exception>(() => journey.In(off).SweepAsync(Cancellation));
        outage.IsOn = false;
        await journey.In(off).SweepAsync(Cancellation);

        Assert.Contains(await journey.Notices.AuditAsync(Cancellation, "reminder.planned"), entry => entry.Subject == closed.Id.ToString());
    }

    [Fact]
    public async Task That_legal_cannot_be_written_to_keeps_no_reminder_from_starting()
    {
        var outage = new WriteOutage { Refuses = request => request.Uri.Path.Contains("legalmails", StringComparison.Ordinal) };
        await using var service = await new ServiceBuilder(azurite)
            .With("Notices:ReminderDays", "7").With("Notices:RequireApproval", "true").With("Mail:LegalAddress", "legal@example.com").WithServices(outage.Watch).StartAsync(Cancellation);
        var notices = new NoticeJourney(service);
        var people = await notices.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await notices.PublishBothAsync(Cancellation);
        await notices.SweepAsync(Cancellation);
        await notices.Decisions.ApproveAsync(NoticeJourney.Second, null, NoticeJourney.Because("It says what changes."), Cancellation);
        await notices.MailEverybodyAsync(Cancellation);
        var journey = new ReminderJourney(service, notices, people);
        await journey.SweepAsync(Cancellation);
        journey.GoTo(ReminderJourney.Due);

        outage.IsOn = true;
        await Assert.ThrowsAnyAsync<Exception>(() => journey.SweepAsync(Cancellation));
        foreach (var message in await journey.TakeMessagesAsync(Cancellation))
        {
            await service.Get<ReminderMailer>().RunAsync(message, Cancellation);
        }

        Assert.Contains(people[0].Address, journey.Reminded());
    }
}

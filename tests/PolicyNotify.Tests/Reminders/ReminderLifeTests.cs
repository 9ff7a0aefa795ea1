using PolicyNotify.Mail;
using PolicyNotify.Publishing;
using PolicyNotify.Reminders;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Reminders;

public sealed class ReminderLifeTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Later = new(2026, 5, 5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_postponed_version_takes_its_reminder_along()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;
        await journey.Notices.Decisions.PostponeAsync(NoticeJourney.Second, Later, NoticeJourney.Because("Not ready"), Cancellation);

        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Empty(journey.Reminders());

        journey.GoTo(new(2026, 4, 28, 6, 59, 59, TimeSpan.Zero));
        await journey.RemindAsync(Cancellation);
        Assert.Empty(journey.Reminders());

        journey.GoTo(new(2026, 4, 28, 7, 0, 0, TimeSpan.Zero));
        await journey.RemindAsync(Cancellation);
        Assert.Equal(journey.Addresses(0, 1), journey.Reminded());
        Assert.All(journey.Reminders(), mail => Assert.Contains("5 May 2026", mail.Subject, StringComparison.Ordinal));
        var views = await service.Get<ReminderDirectory>().ListAsync(NoticeJourney.Second, Cancellation);
        Assert.Equal([(Later, ReminderState.Sent), (new DateOnly(2026, 4, 3), ReminderState.Stopped)], views.Select(view => (view.EffectiveOn, view.State)));
        Assert.Equal("The version takes effect on another day: 2026-05-05.", views[1].Because);
    }

    [Fact]
    public async Task Whoever_was_reminded_of_a_day_that_was_moved_afterwards_is_reminded_once_of_the_new_day()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Equal(2, journey.Reminders().Count);
        await journey.Notices.Decisions.PostponeAsync(NoticeJourney.Second, Later, NoticeJourney.Because("Not ready"), Cancellation);

        journey.GoTo(new(2026, 4, 28, 7, 0, 0, TimeSpan.Zero));
        await journey.RemindAsync(Cancellation);
        await journey.RemindAsync(Cancellation);

        Assert.Equal(4, journey.Reminders().Count);
        Assert.Equal(2, journey.Reminders().Count(mail => mail.Subject!.Contains("5 May 2026", StringComparison.Ordinal)));
        Assert.Equal(4, journey.Reminders().Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(
            [ReminderState.Sent, ReminderState.Sent],
            (await service.Get<ReminderDirectory>().ListAsync(NoticeJourney.Second, Cancellation)).Select(view => view.State));
    }

    [Fact]
    public async Task A_cancelled_notice_reminds_nobody()
    {
        await using var service = await new ServiceBuilder(azurite).With("Notices:ReminderDays", "7").StartAsync(Cancellation);
        var notices = new NoticeJourney(service);
        await notices.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await notices.PublishBothAsync(Cancellation);
        await notices.SweepAsync(Cancellation);
        var journey = new ReminderJourney(service, notices, []);
        await journey.SweepAsync(Cancellation);
        await notices.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("Wrong text"), Cancellation);

        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        Assert.Empty(journey.Reminders());
        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal((ReminderState.Stopped, "The notice was cancelled."), (view.State, view.Because));
    }

    [Fact]
    public async Task A_notice_on_hold_keeps_its_reminder_waiting_until_it_is_resumed()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;
        await journey.Notices.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A wrong date"), Cancellation);
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Empty(journey.Reminders());
        Assert.Equal(ReminderState.Waiting, (await journey.ViewAsync(Cancellation)).State);

        await journey.Notices.Decisions.ResumeAsync(NoticeJourney.Second, NoticeJourney.Because("It was right"), Cancellation);
        journey.GoTo(ReminderJourney.Due.AddDays(2));
        await journey.RemindAsync(Cancellation);

        Assert.Equal(journey.Addresses(0, 1), journey.Reminded());
    }

    [Fact]
    public async Task A_hold_that_comes_in_the_middle_stops_the_rest_before_the_next_page()
    {
        ReminderJourney? journey = null;
        var transport = new ScriptedTransport(async (mail, _) =>
        {
            if (mail.MessageId.Contains(".reminder-", StringComparison.Ordinal))
            {
                await journey!.Notices.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("Stop"), Cancellation);
            }

            return MailOutcome.Accepted(null);
        });
        await using var service = await new ServiceBuilder(azurite)
            .With("Notices:ReminderDays", "7").With("Notices:PageSize", "1").With("Notices:SendConcurrency", "1").WithServices(transport.Replace).StartAsync(Cancellation);
        journey = await ReminderJourney.ToldInOnePartitionAsync(service, 6, Cancellation);

        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        Assert.Equal(7, transport.Given.Count);
    }

    [Fact]
    public async Task After_a_downtime_before_the_day_it_goes_out_late_and_up_to_the_last_moment()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;

        journey.GoTo(ReminderJourney.Effective.AddSeconds(-1));
        await journey.RemindAsync(Cancellation);

        Assert.Equal(journey.Addresses(0, 1), journey.Reminded());
        Assert.Equal(ReminderState.Sent, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task After_the_effective_date_nobody_is_reminded_and_everybody_can_see_that()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation, builder => builder.With("Mail:LegalAddress", "legal@example.com"));
        await using var service = journey.Service;

        journey.GoTo(ReminderJourney.Effective);
        Assert.Equal(ReminderState.Missed, (await journey.ViewAsync(Cancellation)).State);
        await journey.RemindAsync(Cancellation);

        Assert.Empty(journey.Reminders());
        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal((ReminderState.Missed, "The effective date came before it could be sent to anybody."), (view.State, view.Because));
        Assert.Equal(ReminderJourney.Id.ToString(), Assert.Single(await journey.Notices.AuditAsync(Cancellation, "reminder.missed")).Subject);
        var told = Assert.Single(journey.Notices.Outbox(), mail => mail.To.Mailboxes.Single().Address == "legal@example.com");
        Assert.Equal("[Example Ltd] Not everybody was reminded of privacy-2.0", told.Subject);
    }

    [Fact]
    public async Task A_message_that_waited_until_the_day_has_come_reminds_nobody()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Effective.AddSeconds(-1));
        await journey.SweepAsync(Cancellation);
        var message = Assert.Single(await journey.TakeMessagesAsync(Cancellation));

        journey.GoTo(ReminderJourney.Effective);
        await service.Get<ReminderMailer>().RunAsync(message, Cancellation);
        await journey.SweepAsync(Cancellation);

        Assert.Empty(journey.Reminders());
        Assert.Equal(ReminderState.Missed, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task It_has_no_say_in_whether_the_version_takes_effect()
    {
        var transport = new ScriptedTransport((mail, _) =>
            mail.MessageId.Contains(".reminder-", StringComparison.Ordinal) ? MailOutcome.Unknown("Time-out.") : MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 3, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Equal(3, (await journey.ViewAsync(Cancellation)).Counts.Unknown);

        journey.GoTo(ReminderJourney.Effective);
        await journey.Notices.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.InForce, (await journey.Notices.VersionAsync("2.0", Cancellation)).State);
    }

    [Fact]
    public async Task It_tells_nobody_whom_the_notice_did_not_tell()
    {
        // The notice of one person stays unknown: a reminder must not stand in for it, at the guard least of all.
        var transport = new ScriptedTransport((mail, _) => mail.To.Address == "person1@example.net" ? MailOutcome.Unknown("Time-out.") : MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 3, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Equal(2, (await journey.ViewAsync(Cancellation)).Counts.Accepted);

        journey.GoTo(ReminderJourney.Effective);
        await journey.Notices.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, (await journey.Notices.VersionAsync("2.0", Cancellation)).State);
    }

    [Fact]
    public async Task Switched_off_meanwhile_it_reminds_nobody_and_switched_on_again_it_does()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;
        await using var off = await new ServiceBuilder(azurite).Beside(service).With("Notices:ReminderDays", null).StartAsync(Cancellation);
        journey.GoTo(ReminderJourney.Due);
        await journey.In(off).RemindAsync(Cancellation);
        Assert.Empty(journey.Reminders());
        Assert.Equal("Reminders were switched off (Notices:ReminderDays).", (await journey.ViewAsync(Cancellation)).Because);

        await using var again = await new ServiceBuilder(azurite).Beside(service).With("Notices:ReminderDays", "3").StartAsync(Cancellation);
        await journey.In(again).RemindAsync(Cancellation);
        Assert.Empty(journey.Reminders());

        journey.GoTo(ReminderJourney.Due.AddDays(4).AddHours(-1));
        await journey.In(again).RemindAsync(Cancellation);
        Assert.Equal(journey.Addresses(0, 1), journey.Reminded());
    }

    [Fact]
    public async Task Another_number_of_days_moves_what_has_not_begun()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;
        await using var sooner = await new ServiceBuilder(azurite).Beside(service).With("Notices:ReminderDays", "10").StartAsync(Cancellation);

        journey.GoTo(ReminderJourney.Due.AddDays(-3));
        await journey.In(sooner).RemindAsync(Cancellation);

        Assert.Equal(journey.Addresses(0, 1), journey.Reminded());
        Assert.Equal(2, (await journey.Notices.AuditAsync(Cancellation, "reminder.planned")).Count);
    }

    [Fact]
    public async Task While_a_copy_may_still_be_written_down_nothing_vouches_for_the_ledger()
    {
        var never = new TaskCompletionSource<MailOutcome>();
        var handedOver = new TaskCompletionSource();
        var transport = new ScriptedTransport((mail, _) =>
        {
            if (!mail.MessageId.Contains(".reminder-", StringComparison.Ordinal))
            {
                return Task.FromResult(MailOutcome.Accepted(null));
            }

            handedOver.SetResult();
            return never.Task;
        });
        var journey = await ReminderJourney.StartAsync(azurite, 1, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.SweepAsync(Cancellation);
        var sending = service.Get<ReminderMailer>().RunAsync(Assert.Single(await journey.TakeMessagesAsync(Cancellation)), Cancellation);
        await handedOver.Task.WaitAsync(Cancellation);
        journey.GoTo(ReminderJourney.Effective);
        await journey.SweepAsync(Cancellation);
        service.Clock.Advance(TimeSpan.FromHours(2));
        await journey.SweepAsync(Cancellation);
        Assert.Empty(await journey.Notices.AuditAsync(Cancellation, "reminder.closed"));

        never.SetResult(MailOutcome.Accepted("late"));
        await sending;
        await journey.SweepAsync(Cancellation);

        Assert.Equal("1", Assert.Single(await journey.Notices.AuditAsync(Cancellation, "reminder.closed")).Details["accepted"]);
    }

    [Fact]
    public async Task Every_step_is_in_the_audit_log_once_and_the_ledger_is_vouched_for_when_nothing_is_on_its_way_any_more()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 3, Cancellation);
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        await journey.RemindAsync(Cancellation);
        Assert.Empty(await journey.Notices.AuditAsync(Cancellation, "reminder.closed"));

        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await journey.RemindAsync(Cancellation);
        await journey.RemindAsync(Cancellation);

        var entries = await journey.Notices.AuditAsync(
            Cancellation, "reminder.planned", "reminder.started", "reminder.batch", "reminder.sent", "reminder.closed");
        Assert.Equal(["reminder.planned", "reminder.started", "reminder.batch", "reminder.sent", "reminder.closed"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(ReminderJourney.Id.ToString(), entry.Subject));
        Assert.Equal(("3", "0", "0"), (entries[^1].Details["accepted"], entries[^1].Details["failed"], entries[^1].Details["outstanding"]));
    }
}

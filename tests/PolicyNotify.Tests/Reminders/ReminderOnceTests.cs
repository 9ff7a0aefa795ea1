using PolicyNotify.Mail;
using PolicyNotify.Reminders;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Reminders;

public sealed class ReminderOnceTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_come_twice_to_two_processes_at_once_remind_nobody_twice()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 60, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        await using var other = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        journey.GoTo(ReminderJourney.Due);
        await journey.SweepAsync(Cancellation);
        var messages = await journey.TakeMessagesAsync(Cancellation);

        await Task.WhenAll(new[] { service, other, service }.SelectMany(process => messages.Select(message => process.Get<ReminderMailer>().RunAsync(message, Cancellation))));
        service.Clock.Advance(TimeSpan.FromMinutes(15));
        await journey.RemindAsync(Cancellation);

        var reminders = Reminders(transport);
        Assert.Equal(60, reminders.Count);
        Assert.Equal(60, reminders.Select(mail => mail.To.Address).Distinct().Count());
        Assert.Equal(ReminderState.Sent, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task After_a_crash_while_sending_nobody_is_missed_and_only_what_was_on_its_way_repeats()
    {
        var died = new TaskCompletionSource();
        var never = new TaskCompletionSource<MailOutcome>();
        var calls = 0;
        var crashing = new ScriptedTransport((mail, _) =>
        {
            if (!mail.MessageId.Contains(".reminder-", StringComparison.Ordinal) || Interlocked.Increment(ref calls) < 30)
            {
                return Task.FromResult(MailOutcome.Accepted(null));
            }

            died.TrySetResult();
            return never.Task;
        });
        var journey = await ReminderJourney.StartAsync(
            azurite, 60, Cancellation, builder => builder.With("Notices:PageSize", "5").With("Notices:SendConcurrency", "1").WithServices(crashing.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.SweepAsync(Cancellation);
        var message = Assert.Single(await journey.TakeMessagesAsync(Cancellation));
        _ = service.Get<ReminderMailer>().RunAsync(message, Cancellation);
        await died.Task.WaitAsync(Cancellation);

        var after = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var restarted = await new ServiceBuilder(azurite).Beside(service).WithServices(after.Replace).StartAsync(Cancellation);
        await restarted.Get<ReminderMailer>().RunAsync(message, Cancellation);
        service.Clock.Advance(TimeSpan.FromMinutes(15));
        await journey.In(restarted).RemindAsync(Cancellation);

        var sent = Reminders(crashing).Concat(Reminders(after)).GroupBy(mail => mail.To.Address).ToList();
        Assert.Equal(60, sent.Count);
        Assert.InRange(sent.Sum(person => person.Count() - 1), 1, 5);
        Assert.All(sent, person => Assert.Single(person.Select(mail => mail.MessageId).Distinct()));
        Assert.Equal(ReminderState.Sent, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task Who_objects_while_it_goes_out_is_left_alone_from_the_next_page_on()
    {
        ReminderJourney? journey = null;
        var objected = false;
        var transport = new ScriptedTransport(async (mail, _) =>
        {
            if (!objected && mail.MessageId.Contains(".reminder-", StringComparison.Ordinal))
            {
                objected = true;
                foreach (var person in journey!.People.Where(person => person.Address != mail.To.Address))
                {
                    await journey.ObjectAsync(person, Cancellation);
                }
            }

            return MailOutcome.Accepted(null);
        });
        journey = await ReminderJourney.StartAsync(
            azurite, 4, Cancellation, builder => builder.With("Notices:PageSize", "1").With("Notices:SendConcurrency", "1").WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        Assert.Single(Reminders(transport));
        Assert.Equal(new ReminderCounts(1, 0, 0, 0, 3), (await journey.ViewAsync(Cancellation)).Counts);
    }

    [Fact]
    public async Task What_is_put_off_is_tried_again()
    {
        var isBusy = true;
        var transport = new ScriptedTransport((mail, _) => isBusy && mail.MessageId.Contains(".reminder-", StringComparison.Ordinal)
            ? MailOutcome.TryLater("451 4.7.1 Try again later")
            : MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 3, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Equal((ReminderState.Sending, 3L), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).Counts.Outstanding));

        isBusy = false;
        service.Clock.Advance(TimeSpan.FromMinutes(11));
        await journey.RemindAsync(Cancellation);
        Assert.Equal(6, Reminders(transport).Count);
        Assert.Equal((ReminderState.Sent, 3L), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).Counts.Accepted));
    }

    private static List<OutgoingMail> Reminders(ScriptedTransport transport) =>
        [.. transport.Given.Where(mail => mail.MessageId.Contains(".reminder-", StringComparison.Ordinal))];
}

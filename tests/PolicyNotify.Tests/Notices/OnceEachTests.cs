using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class OnceEachTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Running_every_batch_again_sends_nothing_twice()
    {
        var transport = new ScriptedTransport((_, call) => MailOutcome.Accepted($"id-{call}"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 150, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var messages = await journey.TakeMessagesAsync(Cancellation);

        foreach (var message in messages.Concat(messages))
        {
            await service.Get<NoticeMailer>().RunAsync(message, Cancellation);
        }

        Assert.Equal(150, transport.TimesByAddress.Count);
        Assert.All(transport.TimesByAddress, person => Assert.Equal(1, person.Value));
    }

    [Fact]
    public async Task Two_processes_that_work_on_the_same_batch_at_once_send_nothing_twice_and_miss_nobody()
    {
        var transport = new ScriptedTransport((_, call) => MailOutcome.Accepted($"id-{call}"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 300, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await using var other = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        var messages = await journey.TakeMessagesAsync(Cancellation);

        await Task.WhenAll(new[] { service, other }.SelectMany(process => messages.Select(message => process.Get<NoticeMailer>().RunAsync(message, Cancellation))));
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(people.Count, transport.TimesByAddress.Count);
        Assert.All(transport.TimesByAddress, person => Assert.Equal(1, person.Value));
        Assert.Equal(300, (await journey.ViewAsync(Cancellation)).Counts.Accepted);
    }

    [Fact]
    public async Task A_pass_that_meets_anothers_work_on_its_way_looks_again_soon_because_it_cannot_know_how_that_ends()
    {
        var underway = new TaskCompletionSource();
        var answer = new TaskCompletionSource<MailOutcome>();
        var transport = new ScriptedTransport((_, _) =>
        {
            underway.TrySetResult();
            return answer.Task;
        });
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        var person = Assert.Single(await journey.AddPeopleAsync(1, 1, verified: true, Cancellation));
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var message = Assert.Single(await journey.TakeMessagesAsync(Cancellation));
        var first = service.Get<NoticeMailer>().RunAsync(message, Cancellation);
        await underway.Task.WaitAsync(Cancellation);

        await service.Get<NoticeMailer>().RunAsync(message, Cancellation);

        var partitions = await service.Get<NoticeStore>().PartitionsAsync(NoticeJourney.Second, Cancellation);
        Assert.Equal(service.Clock.GetUtcNow().AddMinutes(1), partitions.Single(one => one.Partition == person.Id.Partition).NextPassAt);
        answer.SetResult(MailOutcome.Accepted(null));
        await first;
        Assert.Single(transport.Given);
        Assert.Equal(1, (await journey.ViewAsync(Cancellation)).Counts.Accepted);
    }

    [Fact]
    public async Task After_a_crash_while_sending_everybody_is_told_and_only_what_was_on_its_way_repeats()
    {
        // The process dies while it hands over the 30th message: nothing of that page gets recorded.
        var died = new TaskCompletionSource();
        var never = new TaskCompletionSource<MailOutcome>();
        var crashing = new ScriptedTransport((_, call) =>
        {
            if (call < 30)
            {
                return Task.FromResult(MailOutcome.Accepted(null));
            }

            died.TrySetResult();
            return never.Task;
        });
        await using var service = await StartAsync(crashing, ("Notices:PageSize", "5"), ("Notices:SendConcurrency", "1"));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 60, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var messages = await journey.TakeMessagesAsync(Cancellation);
        _ = service.Get<NoticeMailer>().RunAsync(Assert.Single(messages), Cancellation);
        await died.Task.WaitAsync(Cancellation);

        var after = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var restarted = await new ServiceBuilder(azurite).Beside(service).WithServices(after.Replace).StartAsync(Cancellation);
        var resumed = new NoticeJourney(restarted);
        foreach (var message in messages)
        {
            await restarted.Get<NoticeMailer>().RunAsync(message, Cancellation);
        }

        service.Clock.Advance(TimeSpan.FromMinutes(15));
        await resumed.SweepAsync(Cancellation);
        await resumed.MailAsync(Cancellation);

        var sent = crashing.Given.Concat(after.Given).GroupBy(mail => mail.To.Address).ToList();
        Assert.Equal(60, sent.Count);
        Assert.InRange(sent.Sum(person => person.Count() - 1), 1, 5);
        Assert.All(sent, person => Assert.Single(person.Select(mail => mail.MessageId).Distinct()));
        Assert.Equal(NoticeState.Told, (await resumed.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task A_host_that_stops_lets_messages_on_their_way_end_and_hands_back_the_rest_untouched()
    {
        using var host = new CancellationTokenSource();
        var transport = new ScriptedTransport((_, call) =>
        {
            if (call == 3)
            {
                host.Cancel();
            }

            return MailOutcome.Accepted(null);
        });
        await using var service = await StartAsync(transport, ("Notices:SendConcurrency", "1"));
        var journey = new NoticeJourney(service);
        var people = await PeopleOfOnePartitionAsync(journey, 10);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var message = Assert.Single(await journey.TakeMessagesAsync(Cancellation));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Get<NoticeMailer>().RunAsync(message, host.Token));

        var states = new List<Delivery?>();
        foreach (var person in people)
        {
            states.Add(await journey.DeliveryAsync(person, Cancellation));
        }

        Assert.Equal(3, states.Count(delivery => delivery?.State is DeliveryState.Accepted));
        Assert.Equal(7, states.Count(delivery => delivery is { State: DeliveryState.Planned, Attempts: 0 }));

        await service.Get<NoticeMailer>().RunAsync(message, Cancellation);
        Assert.Equal(10, transport.Given.Count);
    }

    [Fact]
    public async Task A_delivery_that_was_put_off_is_tried_again_when_its_time_has_come_and_not_before()
    {
        var transport = new ScriptedTransport((_, call) =>
            call == 1 ? MailOutcome.TryLater("450 busy") with { RetryAfter = TimeSpan.FromMinutes(5) } : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        var person = Assert.Single(await journey.AddPeopleAsync(1, 1, verified: true, Cancellation));
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        var putOff = await journey.DeliveryAsync(person, Cancellation);
        Assert.Equal(DeliveryState.TryLater, putOff!.State);
        var asked = service.Clock.GetUtcNow().AddMinutes(5);
        Assert.InRange(putOff.NotBefore!.Value, asked, asked.AddSeconds(30));
        Assert.Equal(new Dictionary<string, long> { ["450 busy"] = 1 }, (await journey.ViewAsync(Cancellation)).Failures);

        service.Clock.Advance(putOff.NotBefore.Value - service.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Single(transport.Given);

        service.Clock.Advance(TimeSpan.FromSeconds(1));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        var told = await journey.DeliveryAsync(person, Cancellation);
        Assert.Equal(DeliveryState.Accepted, told!.State);
        Assert.Equal(2, told.Attempts);
        Assert.Empty((await journey.ViewAsync(Cancellation)).Failures);
    }

    [Fact]
    public async Task An_unknown_outcome_is_recorded_as_unknown_and_made_again_only_after_hours()
    {
        var transport = new ScriptedTransport((_, call) => call == 1 ? MailOutcome.Unknown("timed out") : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        var person = Assert.Single(await journey.AddPeopleAsync(1, 1, verified: true, Cancellation));
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(DeliveryState.Unknown, (await journey.DeliveryAsync(person, Cancellation))!.State);
        Assert.Equal(1, (await journey.ViewAsync(Cancellation)).Counts.Unknown);

        service.Clock.Advance(TimeSpan.FromMinutes(239));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Single(transport.Given);

        service.Clock.Advance(TimeSpan.FromMinutes(15));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(2, transport.Given.Count);
        Assert.Equal(NoticeState.Told, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task One_person_whose_copy_cannot_be_written_does_not_keep_the_others_from_theirs()
    {
        await using var service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 5, verified: true, Cancellation);
        var poison = journey.Person(6) with { Address = "not an\r\naddress" };
        await service.Get<RecipientStore>().UpsertManyAsync([poison], Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        Assert.Equal(5, journey.Outbox().Count);
        var delivery = await journey.DeliveryAsync(poison, Cancellation);
        Assert.Equal(DeliveryState.Refused, delivery!.State);
        Assert.Equal("The address is not a bare e-mail address.", delivery.Detail);
        Assert.Equal(new NoticeCounts(6, 0, 5, 1, 0, 0, 0), (await journey.ViewAsync(Cancellation)).Counts);
    }

    [Fact]
    public async Task A_transport_that_throws_leaves_an_unknown_outcome_and_the_others_go_on()
    {
        var transport = new ScriptedTransport((mail, _) =>
            mail.To.Address == "person3@example.net" ? throw new InvalidOperationException("a bug") : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 5, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        Assert.Equal(new NoticeCounts(5, 0, 4, 0, 1, 1, 0), (await journey.ViewAsync(Cancellation)).Counts);
    }

    private static async Task<IReadOnlyList<Recipient>> PeopleOfOnePartitionAsync(NoticeJourney journey, int count)
    {
        var people = Enumerable.Range(1, 5000).Select(number => journey.Person(number)).GroupBy(person => person.Id.Value[..2])
            .First(partition => partition.Count() >= count).Take(count).ToList();
        await journey.Service.Get<RecipientStore>().UpsertManyAsync(people, Cancellation);
        return people;
    }

    private Task<TestService> StartAsync(ScriptedTransport transport, params (string Name, string Value)[] settings)
    {
        var builder = new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace);
        return settings.Aggregate(builder, (one, setting) => one.With(setting.Name, setting.Value)).StartAsync(Cancellation);
    }
}

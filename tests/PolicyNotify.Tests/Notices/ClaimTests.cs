using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>What a claim on a page allows, what counts as an attempt, and what a pass may not forget.</summary>
public sealed class ClaimTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(239, 2)]
    [InlineData(240, 1)]
    public async Task Nothing_is_sent_in_the_last_fifth_of_a_claim_because_somebody_else_may_send_it_next(int seconds, int sent)
    {
        TestService? service = null;
        var transport = new ScriptedTransport((_, call) =>
        {
            service!.Clock.Advance(TimeSpan.FromSeconds(call == 1 ? seconds : 0));
            return MailOutcome.Accepted(null);
        });
        service = await StartAsync(transport, ("Notices:SendConcurrency", "1"));
        await using var _ = service;
        var journey = new NoticeJourney(service);
        var people = await PeopleTogetherAsync(journey, 2);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        Assert.Equal(sent, transport.Given.Count);
        Assert.Equal(2 - sent, (await DeliveriesAsync(journey, people)).Count(delivery => delivery is { State: DeliveryState.Planned, Attempts: 0 }));
    }

    [Fact]
    public async Task Waiting_for_a_mail_system_that_asked_to_be_left_alone_is_no_attempt_and_claims_nothing()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.TryLater("429 slow down") with { RetryAfter = TimeSpan.FromMinutes(10) });
        await using var service = await StartAsync(transport, ("Notices:SendConcurrency", "1"));
        var journey = new NoticeJourney(service);
        var together = await PeopleTogetherAsync(journey, 3);
        var elsewhere = await PeopleElsewhereAsync(journey, together[0], 5);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var messages = await journey.TakeMessagesAsync(Cancellation);

        foreach (var message in messages)
        {
            await service.Get<NoticeMailer>().RunAsync(message, Cancellation);
        }

        Assert.Single(transport.Given);
        Assert.Equal(2, (await DeliveriesAsync(journey, together)).Count(delivery => delivery is { Attempts: 0, Detail: "Waiting for the mail system." }));
        var claimed = (await DeliveriesAsync(journey, [.. together, .. elsewhere])).OfType<Delivery>().ToList();
        Assert.Single(claimed, delivery => delivery.Attempts == 1);
        Assert.All(claimed, delivery => Assert.True(delivery.NotBefore >= service.Clock.GetUtcNow().AddMinutes(10), "sent before the mail system wanted more"));
        Assert.All(claimed.Where(delivery => delivery.Detail != "429 slow down"), delivery => Assert.Equal(0, delivery.Attempts));
        Assert.Equal(3, claimed.Count);
        Assert.Equal(8, (await journey.ViewAsync(Cancellation)).Counts.Pending);
    }

    [Fact]
    public async Task At_a_low_rate_everybody_is_told_in_turn_and_nobody_is_claimed_for_nothing()
    {
        TestService? service = null;
        var transport = new ScriptedTransport((_, _) =>
        {
            service!.Clock.Advance(TimeSpan.FromSeconds(1));
            return MailOutcome.Accepted(null);
        });
        service = await StartAsync(transport, ("Notices:SendConcurrency", "1"), ("Notices:MaximumPerSecond", "1"));
        await using var _ = service;
        var journey = new NoticeJourney(service);
        var people = await PeopleTogetherAsync(journey, 40);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        Assert.Equal(40, transport.TimesByAddress.Count);
        Assert.All(await DeliveriesAsync(journey, people), delivery => Assert.True(delivery is { State: DeliveryState.Accepted, Attempts: 1 }));
    }

    [Fact]
    public async Task Whoever_asks_for_a_pass_while_one_is_under_way_still_gets_it()
    {
        TestService? service = null;
        var transport = new ScriptedTransport(async (_, _) =>
        {
            await service!.Get<NoticeStore>().DueAtOnceAsync(NoticeJourney.Second, service.Clock.GetUtcNow(), Cancellation);
            return MailOutcome.Accepted(null);
        });
        service = await StartAsync(transport);
        await using var _ = service;
        var journey = new NoticeJourney(service);
        var person = Assert.Single(await journey.AddPeopleAsync(1, 1, verified: true, Cancellation));
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        var partition = await service.Get<NoticeStore>().PartitionAsync(NoticeJourney.Second, person.Id.Partition, Cancellation);
        Assert.Equal(service.Clock.GetUtcNow(), partition.NextPassAt);
        Assert.Equal(1, partition.Counts.Accepted);
    }

    [Fact]
    public async Task A_message_that_the_mail_system_refuses_stops_the_mailing_and_counts_against_nobody()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.MessageRefused("552 5.3.4 message too large"));
        await using var service = await StartAsync(transport, ("Notices:SendConcurrency", "1"));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 300, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal(NoticeState.Paused, view.State);
        Assert.Contains("552 5.3.4 message too large", view.Because, StringComparison.Ordinal);
        Assert.Equal(0, view.Counts.Refused);
        Assert.InRange(transport.Given.Count, 5, 20);
    }

    [Fact]
    public async Task One_person_whose_copy_alone_is_refused_is_tried_again_and_stops_nobody()
    {
        var transport = new ScriptedTransport((mail, _) =>
            mail.To.Address == "person3@example.net" ? MailOutcome.MessageRefused("550 5.7.1 content refused") : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 30, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal(new NoticeCounts(Verified: 30, Unverified: 0, Accepted: 29, Refused: 0, Pending: 1, Unknown: 0, Later: 0), view.Counts);
        Assert.Equal(new Dictionary<string, long> { ["550 5.7.1 content refused"] = 1 }, view.Failures);
    }

    private static async Task<IReadOnlyList<Delivery?>> DeliveriesAsync(NoticeJourney journey, IReadOnlyList<Recipient> people)
    {
        var deliveries = new List<Delivery?>();
        foreach (var person in people)
        {
            deliveries.Add(await journey.DeliveryAsync(person, Cancellation));
        }

        return deliveries;
    }

    private static async Task<IReadOnlyList<Recipient>> PeopleTogetherAsync(NoticeJourney journey, int count)
    {
        var people = Enumerable.Range(1, 20_000).Select(number => journey.Person(number)).OrderBy(person => person.Id.Partition, StringComparer.Ordinal).GroupBy(person => person.Id.Value[..2], StringComparer.Ordinal)
            .First(together => together.Count() >= count).Take(count).ToList();
        await journey.Service.Get<RecipientStore>().UpsertManyAsync(people, Cancellation);
        return people;
    }

    // Behind the first ones in the order in which partitions are worked on.
    private static async Task<IReadOnlyList<Recipient>> PeopleElsewhereAsync(NoticeJourney journey, Recipient first, int count)
    {
        var people = Enumerable.Range(30_000, 5_000).Select(number => journey.Person(number))
            .Where(person => string.CompareOrdinal(person.Id.Partition, first.Id.Partition) > 0).Take(count).ToList();
        await journey.Service.Get<RecipientStore>().UpsertManyAsync(people, Cancellation);
        return people;
    }

    private Task<TestService> StartAsync(ScriptedTransport transport, params (string Name, string Value)[] settings)
    {
        var builder = new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace);
        return settings.Aggregate(builder, (one, setting) => one.With(setting.Name, setting.Value)).StartAsync(Cancellation);
    }
}

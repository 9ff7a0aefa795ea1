using CsCheck;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices.Events;

public sealed class ManyEventsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_that_record_overlapping_batches_in_disorder_leave_what_one_would()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 150, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        var at = service.Clock.GetUtcNow();
        var events = people.SelectMany((person, index) => new[]
        {
            Event(person, "processed", DeliveryEventKind.Processed, at),
            Event(person, "deferred", DeliveryEventKind.Deferred, at.AddMinutes(1)),
            index % 10 == 0 ? Event(person, "bounce", DeliveryEventKind.Bounced, at.AddMinutes(2)) : Event(person, "delivered", DeliveryEventKind.Delivered, at.AddMinutes(2)),
        }).ToList();
        var expected = new Dictionary<RecipientId, Delivery>();
        foreach (var person in people)
        {
            expected[person.Id] = DeliveryEventRules.Apply((await journey.DeliveryAsync(person, Cancellation))!, events.Where(one => one.Recipient == person.Id)) with { ETag = null };
        }

        var shuffled = Gen.Shuffle(events.ToArray()).Single();
        await Task.WhenAll(
            service.Get<DeliveryEventRecorder>().RecordAsync("first", "tests", [.. shuffled.Take(300)], Cancellation),
            other.Get<DeliveryEventRecorder>().RecordAsync("second", "tests", [.. shuffled.Skip(150).Reverse()], Cancellation));

        foreach (var person in people)
        {
            Assert.Equal(expected[person.Id], (await journey.DeliveryAsync(person, Cancellation))! with { ETag = null });
        }

        Assert.Equal(new RecipientCounts(150, 0, 15), await service.Get<RecipientStore>().CountsAsync(Cancellation));
        Assert.True((await service.Get<AuditLog>().VerifyAsync(Cancellation)).IsIntact);
    }

    [Fact]
    public async Task An_event_that_overtakes_the_mail_systems_answer_neither_loses_it_nor_gets_lost()
    {
        TestService? service = null;
        NoticeJourney? journey = null;
        var transport = new ScriptedTransport(async (mail, _) =>
        {
            var person = journey!.Person(mail.To.Address == "person1@example.net" ? 1 : 2);
            await service!.Get<DeliveryEventRecorder>().RecordAsync(
                mail.MessageId, "tests", [Event(person, "delivered", DeliveryEventKind.Delivered, service.Clock.GetUtcNow().AddMinutes(-1))], Cancellation);
            return PolicyNotify.Mail.MailOutcome.Accepted("id-of-the-answer");
        });
        service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
        await using var running = service;
        journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);

        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        foreach (var person in people)
        {
            var delivery = (await journey.DeliveryAsync(person, Cancellation))!;
            Assert.Equal((DeliveryState.Accepted, "id-of-the-answer", service.Clock.GetUtcNow()), (delivery.State, delivery.ProviderId, delivery.AcceptedAt));
            Assert.Equal(DeliveryOutcome.Delivered, delivery.Fate.Outcome);
        }

        Assert.Equal(2, transport.Given.Count);
    }

    private static DeliveryEvent Event(Recipient person, string name, DeliveryEventKind kind, DateTimeOffset at) =>
        new($"{person.Id}-{name}", NoticeJourney.Second, person.Id, kind, at, kind is DeliveryEventKind.Bounced ? "5.1.1" : null, null);
}

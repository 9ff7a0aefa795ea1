using PolicyNotify.Evidence;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.HandingOn;

public sealed class HandingOnCrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_objection_that_was_recorded_just_before_a_crash_is_told_by_the_next_run()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await RecordAloneAsync(journey.Service, journey.Person(1));
        Assert.Empty(await journey.ListAsync(Cancellation));

        await using var restarted = await new ServiceBuilder(azurite).Beside(journey.Service).StartAsync(Cancellation);
        await restarted.Get<WebhookDelivery>().RunAsync(Cancellation);
        await restarted.Get<WebhookDelivery>().RunAsync(Cancellation);

        Assert.Equal("com.policynotify.objection.recorded", Assert.Single(journey.Receiver.Events).Type);
    }

    [Fact]
    public async Task A_crash_between_the_outbox_and_the_objection_tells_nobody_twice()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var recorded = await RecordAloneAsync(journey.Service, journey.Person(1));
        await journey.Service.Get<ObjectionHandOn>().HandOnAsync(recorded, Cancellation);
        await journey.DeliverAsync(Cancellation);

        // As if the process had ended after the event was in the outbox and before the objection said so.
        var store = journey.Service.Get<ObjectionStore>();
        await store.ChangeAsync(recorded.Notice, recorded.Recipient, before => before! with { HandingOn = HandingOnState.Due, HandedOnUpTo = 0 }, Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Single(journey.Receiver.Events);
        Assert.Equal(HandingOnState.Done, (await store.FindAsync(recorded.Notice, recorded.Recipient, Cancellation))!.HandingOn);
    }

    [Fact]
    public async Task An_event_that_was_under_way_when_the_process_ended_is_told_again_under_the_same_identifier_once_its_lease_is_over()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        journey.Receiver.AnswerWith(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var delivering = journey.DeliverAsync(killed.Token);
        await journey.Receiver.ArrivalAsync(Cancellation);
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);

        await journey.DeliverAsync(Cancellation);
        Assert.Single(journey.Receiver.Events);
        journey.Service.Clock.Advance(TimeSpan.FromMinutes(3));
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, journey.Receiver.Events.Count);
        Assert.Single(journey.Receiver.Events.Select(told => told.Id).Distinct());
        Assert.Equal(WebhookState.Delivered, Assert.Single(await journey.ListAsync(Cancellation)).State);
    }

    [Fact]
    public async Task What_was_recorded_before_there_was_an_endpoint_is_told_once_there_is_one()
    {
        await using var receiver = await WebhookReceiver.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(ServiceBuilder.Start.AddHours(2)), Cancellation);
        var replies = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = replies.Service;
        replies.Drop("one.eml", replies.Answer(replies.Notices.Person(1), ReplyJourney.Objection));
        await replies.CollectAsync(Cancellation);
        await service.Get<WebhookDelivery>().RunAsync(Cancellation);

        await using var configured = await new ServiceBuilder(azurite).Beside(service)
            .WithEndpoint("accounts", receiver.Url, receiver.Secret)
            .StartAsync(Cancellation);
        await configured.Get<WebhookDelivery>().RunAsync(Cancellation);

        Assert.Empty(receiver.Refusals);
        Assert.Single(receiver.Events);
    }

    private static Task<ObjectionRecord> RecordAloneAsync(TestService service, PolicyNotify.Recipients.Recipient person) => service.Get<ObjectionStore>().RecordAsync(
        WebhookJourney.Unrecorded(person) with { ReceivedAt = service.Clock.GetUtcNow() }, service.Clock.GetUtcNow(), Actor.System("replies").Name, Cancellation);
}

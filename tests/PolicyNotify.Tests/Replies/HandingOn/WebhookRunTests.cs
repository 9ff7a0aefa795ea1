using Microsoft.Extensions.Time.Testing;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies.HandingOn;

public sealed class WebhookRunTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The limit is for a service that serves one endpoint after the other: it would wait for ever.
    [Fact(Timeout = 60_000)]
    public async Task An_endpoint_that_takes_its_time_keeps_no_other_waiting()
    {
        await using var second = await WebhookReceiver.StartAsync(new FakeTimeProvider(ServiceBuilder.Start.AddHours(2)), Cancellation);
        await using var journey = await WebhookJourney.StartAsync(
            azurite,
            (builder, _) => builder.WithEndpoint("billing", second.Url, second.Secret),
            Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(async context =>
        {
            await second.ArrivalAsync(context.RequestAborted);
            context.Response.StatusCode = 204;
        });

        await journey.DeliverAsync(Cancellation);

        Assert.Equal([WebhookState.Delivered, WebhookState.Delivered], (await journey.ListAsync(Cancellation)).Select(view => view.State));
    }

    [Fact]
    public async Task What_is_left_over_from_years_is_handed_on_in_several_runs()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var (store, handOn) = (journey.Service.Get<ObjectionStore>(), journey.Service.Get<ObjectionHandOn>());
        foreach (var person in new[] { 1, 2, 3 })
        {
            await store.RecordAsync(WebhookJourney.Unrecorded(journey.Person(person)), ServiceBuilder.Start, "tests", Cancellation);
        }

        journey.Service.Clock.AutoAdvanceAmount = TimeSpan.FromMinutes(1);
        await handOn.SweepAsync(Cancellation);
        Assert.InRange((await store.ReadToHandOnAsync(alsoOfNobody: false, Cancellation).ToListAsync(Cancellation)).Count, 1, 2);
        await handOn.SweepAsync(Cancellation);
        await handOn.SweepAsync(Cancellation);

        Assert.Empty(await store.ReadToHandOnAsync(alsoOfNobody: false, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task An_event_that_cannot_be_written_is_a_failed_attempt_of_its_own_and_stops_no_other()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var (outbox, now) = (journey.Service.Get<WebhookOutbox>(), journey.Service.Clock.GetUtcNow());
        await outbox.AddAsync(
            new("accounts", "msg_broken", ObjectionEvents.Recorded, NoticeJourney.Second, journey.Person(1).Id, now.AddMinutes(-1), "no JSON", WebhookState.Pending, 0, 0, now.AddMinutes(-1), null, null, null, null),
            Cancellation);
        await journey.ObjectAsync(journey.Person(2), Cancellation);

        await journey.DeliverAsync(Cancellation);

        var events = await journey.ListAsync(Cancellation);
        var broken = Assert.Single(events, view => view.Id == "msg_broken");
        Assert.Equal((WebhookState.Pending, 1, "It could not be written here: JsonException."), (broken.State, broken.Attempts, broken.LastOutcome));
        Assert.Equal(WebhookState.Delivered, Assert.Single(events, view => view.Id != "msg_broken").State);
    }
}

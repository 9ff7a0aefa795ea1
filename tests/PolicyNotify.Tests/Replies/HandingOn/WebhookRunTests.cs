using Microsoft.Extensions.Time.Testing;
using PolicyNotify.Replies;
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
            (builder, _) => builder.With("Webhooks:Endpoints:billing:Url", second.Url.ToString()).With("Webhooks:Endpoints:billing:Secrets:0", second.Secret),
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
        var hash = new string('a', 64);
        foreach (var person in new[] { 1, 2, 3 })
        {
            await store.RecordAsync(
                new(NoticeJourney.Second, journey.Person(person).Id, ServiceBuilder.Start, new(null, IsInTime: true), [ReplyId.Of(hash)], hash, [], null, AcknowledgementRecord.Due, null),
                ServiceBuilder.Start,
                "tests",
                Cancellation);
        }

        journey.Service.Clock.AutoAdvanceAmount = TimeSpan.FromMinutes(1);
        await handOn.SweepAsync(Cancellation);
        Assert.InRange((await store.ReadToHandOnAsync(alsoOfNobody: false, Cancellation).ToListAsync(Cancellation)).Count, 1, 2);
        await handOn.SweepAsync(Cancellation);
        await handOn.SweepAsync(Cancellation);

        Assert.Empty(await store.ReadToHandOnAsync(alsoOfNobody: false, Cancellation).ToListAsync(Cancellation));
    }
}

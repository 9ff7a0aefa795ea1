using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Evidence;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.HandingOn;

/// <summary>What follows when an endpoint does not take an event.</summary>
public sealed class WebhookRetryTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_endpoint_is_tried_again_after_each_wait_and_the_event_keeps_its_identifier()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(500, 503);

        await journey.DeliverAsync(Cancellation);
        Assert.Equal((WebhookState.Pending, "It answered 500."), await journey.StateAsync(Cancellation));
        await journey.DeliverAsync(Cancellation);
        Assert.Single(journey.Receiver.Events);

        await journey.AdvanceToNextAsync(TimeSpan.FromMilliseconds(-1), Cancellation);
        await journey.DeliverAsync(Cancellation);
        Assert.Single(journey.Receiver.Events);
        journey.Service.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await journey.DeliverAsync(Cancellation);
        Assert.Equal(2, journey.Receiver.Events.Count);

        await journey.AdvanceToNextAsync(TimeSpan.Zero, Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(3, journey.Receiver.Events.Count);
        Assert.Single(journey.Receiver.Events.Select(told => told.Id).Distinct());
        Assert.Equal((WebhookState.Delivered, "It answered 204."), await journey.StateAsync(Cancellation));
    }

    [Fact]
    public async Task An_endpoint_that_asks_for_time_gets_it()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        });
        var now = journey.Service.Clock.GetUtcNow();

        await journey.DeliverAsync(Cancellation);

        Assert.Equal(now.AddSeconds(7200), Assert.Single(await journey.ListAsync(Cancellation)).NextAttemptAt);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(context =>
        {
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        await journey.DeliverAsync(Cancellation);

        Assert.Single(journey.Receiver.Events);
        Assert.Equal((WebhookState.Pending, "It answered 307; redirects are not followed."), await journey.StateAsync(Cancellation));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_in_time_or_hangs_up_is_tried_again()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        using var release = new SemaphoreSlim(0);
        journey.Receiver.AnswerWith(_ => release.WaitAsync(Cancellation));
        var delivering = journey.DeliverAsync(Cancellation);
        await journey.Receiver.ArrivalAsync(Cancellation);
        journey.Service.Clock.Advance(TimeSpan.FromSeconds(15));
        await delivering;
        release.Release();
        Assert.Equal((WebhookState.Pending, "It did not answer within 15 seconds."), await journey.StateAsync(Cancellation));

        journey.Receiver.AnswerWith(context =>
        {
            context.Features.Get<IConnectionSocketFeature>()!.Socket.LingerState = new LingerOption(true, 0);
            context.Abort();
            return Task.CompletedTask;
        });
        await journey.AdvanceToNextAsync(TimeSpan.Zero, Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(WebhookState.Pending, (await journey.StateAsync(Cancellation)).State);
        Assert.Equal(2, Assert.Single(await journey.ListAsync(Cancellation)).Attempts);
    }

    [Fact]
    public async Task After_days_without_success_an_event_is_dead_and_can_be_delivered_again()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        var start = journey.Service.Clock.GetUtcNow();
        journey.Receiver.AnswerWith([.. Enumerable.Repeat(500, 13)]);
        for (var attempt = 1; attempt <= 13; attempt++)
        {
            if (attempt > 1)
                await journey.AdvanceToNextAsync(TimeSpan.Zero, Cancellation);
            await journey.DeliverAsync(Cancellation);
        }

        Assert.Equal((WebhookState.Dead, "It answered 500."), await journey.StateAsync(Cancellation));
        Assert.InRange(journey.Service.Clock.GetUtcNow() - start, TimeSpan.FromDays(4), TimeSpan.FromDays(5.2));
        journey.Service.Clock.Advance(TimeSpan.FromDays(30));
        await journey.DeliverAsync(Cancellation);
        Assert.Equal(13, journey.Receiver.Events.Count);

        var again = await journey.Service.Get<WebhookDirectory>().RedeliverDeadAsync(null, Actor.Key("ops"), Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(journey.Receiver.Events.First().Id, Assert.Single(again).Id);
        Assert.Equal((WebhookState.Delivered, "It answered 204."), await journey.StateAsync(Cancellation));
        var entries = await journey.AuditAsync(Cancellation);
        Assert.Equal("system:webhooks", Assert.Single(entries, entry => entry.Action == "webhook.dead").Actor);
        Assert.Equal("key:ops", Assert.Single(entries, entry => entry.Action == "webhook.redelivered").Actor);
        Assert.Single(entries, entry => entry.Action == "webhook.delivered");
    }

    [Fact]
    public async Task An_endpoint_that_never_wants_an_event_is_not_asked_again_and_gets_the_next_one()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(410);
        await journey.DeliverAsync(Cancellation);
        Assert.Equal(WebhookState.Dead, (await journey.StateAsync(Cancellation)).State);

        journey.Service.Clock.Advance(TimeSpan.FromDays(2));
        await journey.ObjectAsync(journey.Person(2), Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, journey.Receiver.Events.Count);
        Assert.Equal([WebhookState.Delivered, WebhookState.Dead], (await journey.ListAsync(Cancellation)).Select(view => view.State));
    }

    [Fact]
    public async Task An_endpoint_that_is_down_is_left_alone_after_a_few_failures_and_told_everything_later()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var people = await journey.Replies.Notices.AddPeopleAsync(10, 20, verified: true, Cancellation);
        var one = await journey.Service.Get<ObjectionStore>().RecordAsync(WebhookJourney.Unrecorded(people[0]), journey.Service.Clock.GetUtcNow(), "tests", Cancellation);
        foreach (var person in people.Skip(1))
            await journey.Service.Get<ObjectionStore>().RecordAsync(one with { Recipient = person.Id, Changes = [], ETag = null }, journey.Service.Clock.GetUtcNow(), "tests", Cancellation);
        journey.Receiver.AnswerWith([.. Enumerable.Repeat(503, 12)]);

        await journey.DeliverAsync(Cancellation);
        Assert.InRange(journey.Receiver.Events.Count, 8, 12);

        for (var round = 0; round < 5; round++)
        {
            journey.Service.Clock.Advance(TimeSpan.FromMinutes(10));
            await journey.DeliverAsync(Cancellation);
        }

        Assert.All(await journey.ListAsync(Cancellation), view => Assert.Equal(WebhookState.Delivered, view.State));
        Assert.Equal(20, journey.Receiver.Events.Select(told => told.Id).Distinct().Count());
    }
}

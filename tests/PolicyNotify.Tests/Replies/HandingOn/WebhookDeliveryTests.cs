using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PolicyNotify.Evidence;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.HandingOn;

public sealed class WebhookDeliveryTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_objection_is_told_once_with_the_account_and_without_the_address()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var person = journey.Person(1);
        await journey.GiveAccountAsync(person, Cancellation);
        await journey.ObjectAsync(person, Cancellation);

        await journey.DeliverAsync(Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Empty(journey.Receiver.Refusals);
        var told = Assert.Single(journey.Receiver.Events);
        Assert.Equal("com.policynotify.objection.recorded", told.Type);
        Assert.Equal("https://policies.example.com/", told.Event.GetProperty("source").GetString());
        Assert.Equal($"privacy-2.0/{person.Id}", told.Event.GetProperty("subject").GetString());
        Assert.Equal(WebhookJourney.Account, told.Data.GetProperty("accountId").GetString());
        Assert.Equal(person.Id.Value, told.Data.GetProperty("recipient").GetString());
        Assert.Equal("recorded", told.Data.GetProperty("state").GetString());
        Assert.Equal("2026-04-03", told.Data.GetProperty("effectiveOn").GetString());
        Assert.Equal(1, told.Data.GetProperty("change").GetInt32());
        Assert.True(told.Data.GetProperty("inTime").GetBoolean());
        Assert.Single(told.Data.GetProperty("replies").EnumerateArray());
        Assert.DoesNotContain("@", told.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("close my account", told.Body, StringComparison.Ordinal);
        var view = Assert.Single(await journey.ListAsync(Cancellation));
        Assert.Equal((WebhookState.Delivered, 1), (view.State, view.Attempts));
        var delivered = Assert.Single(await AuditAsync(journey), entry => entry.Action == "webhook.delivered");
        Assert.Equal(told.Id, delivered.Details["event"]);
        Assert.DoesNotContain(delivered.Details.Values, value => value.Contains("token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_is_told_only_where_it_is_configured()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, (builder, _) => builder.With("Webhooks:Endpoints:accounts:IncludeAddress", "true"), Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);

        await journey.DeliverAsync(Cancellation);

        Assert.Equal("person1@example.net", Assert.Single(journey.Receiver.Events).Data.GetProperty("address").GetString());
    }

    [Fact]
    public async Task A_second_mail_is_told_as_an_update_with_a_higher_number()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var person = journey.Person(1);
        await journey.ObjectAsync(person, Cancellation);
        await journey.ObjectAsync(person, Cancellation, "As I wrote: I do not accept the changes. Please close my account.");

        await journey.DeliverAsync(Cancellation);

        var events = journey.Receiver.Events.OrderBy(told => told.Data.GetProperty("change").GetInt32()).ToList();
        Assert.Equal(["com.policynotify.objection.recorded", "com.policynotify.objection.updated"], events.Select(told => told.Type));
        Assert.Equal([1, 2], events.Select(told => told.Data.GetProperty("replies").GetArrayLength()));
        Assert.NotEqual(events[0].Id, events[1].Id);
    }

    [Fact]
    public async Task While_the_key_is_replaced_receivers_with_either_key_accept()
    {
        var other = "whsec_" + Convert.ToBase64String(new byte[32]);
        await using var journey = await WebhookJourney.StartAsync(
            azurite,
            (builder, receiver) => builder.With("Webhooks:Endpoints:accounts:Secrets:0", other).With("Webhooks:Endpoints:accounts:Secrets:1", receiver.Secret),
            Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);

        await journey.DeliverAsync(Cancellation);

        Assert.Single(journey.Receiver.Events);
        Assert.Empty(journey.Receiver.Refusals);
    }

    [Fact]
    public async Task A_receiver_with_another_key_refuses_and_the_event_is_kept()
    {
        await using var journey = await WebhookJourney.StartAsync(
            azurite, (builder, _) => builder.With("Webhooks:Endpoints:accounts:Secrets:0", "whsec_" + Convert.ToBase64String(new byte[32])), Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);

        await journey.DeliverAsync(Cancellation);

        Assert.Equal("no signature of ours", Assert.Single(journey.Receiver.Refusals));
        Assert.Equal((WebhookState.Pending, "It answered 401."), await StateAsync(journey));
    }

    [Fact]
    public async Task A_failing_endpoint_is_tried_again_after_each_wait_and_the_event_keeps_its_identifier()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(500, 503);

        await journey.DeliverAsync(Cancellation);
        Assert.Equal((WebhookState.Pending, "It answered 500."), await StateAsync(journey));
        await journey.DeliverAsync(Cancellation);
        Assert.Single(journey.Receiver.Events);

        await AdvanceToNextAsync(journey, TimeSpan.FromMilliseconds(-1));
        await journey.DeliverAsync(Cancellation);
        Assert.Single(journey.Receiver.Events);
        journey.Service.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await journey.DeliverAsync(Cancellation);
        Assert.Equal(2, journey.Receiver.Events.Count);

        await AdvanceToNextAsync(journey);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(3, journey.Receiver.Events.Count);
        Assert.Single(journey.Receiver.Events.Select(told => told.Id).Distinct());
        Assert.Equal((WebhookState.Delivered, "It answered 204."), await StateAsync(journey));
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
    public async Task No_log_at_any_level_holds_a_secret_an_endpoints_address_or_a_persons()
    {
        var logs = new FakeLogCollector();
        await using var journey = await WebhookJourney.StartAsync(
            azurite,
            (builder, _) => builder.With("Webhooks:Endpoints:accounts:IncludeAddress", "true").WithServices(services => services.AddLogging(logging =>
                logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(logs)))),
            Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(500);

        await journey.DeliverAsync(Cancellation);
        await AdvanceToNextAsync(journey);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, journey.Receiver.Events.Count);
        var texts = logs.GetSnapshot().Select(record => $"{record.Message} {record.Exception}").ToList();
        Assert.Contains(texts, text => text.Contains("attempt 2", StringComparison.Ordinal));
        string[] secrets = [journey.Receiver.Secret, journey.Receiver.Secret["whsec_".Length..], "token=", "/hooks", "person1@"];
        Assert.DoesNotContain(texts, text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
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
        Assert.Equal((WebhookState.Pending, "It answered 307; redirects are not followed."), await StateAsync(journey));
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
        Assert.Equal((WebhookState.Pending, "It did not answer within 15 seconds."), await StateAsync(journey));

        journey.Receiver.AnswerWith(context =>
        {
            context.Features.Get<IConnectionSocketFeature>()!.Socket.LingerState = new LingerOption(true, 0);
            context.Abort();
            return Task.CompletedTask;
        });
        await AdvanceToNextAsync(journey);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(WebhookState.Pending, (await StateAsync(journey)).State);
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
                await AdvanceToNextAsync(journey);
            await journey.DeliverAsync(Cancellation);
        }

        Assert.Equal((WebhookState.Dead, "It answered 500."), await StateAsync(journey));
        Assert.InRange(journey.Service.Clock.GetUtcNow() - start, TimeSpan.FromDays(4), TimeSpan.FromDays(5.2));
        journey.Service.Clock.Advance(TimeSpan.FromDays(30));
        await journey.DeliverAsync(Cancellation);
        Assert.Equal(13, journey.Receiver.Events.Count);

        var again = await journey.Service.Get<WebhookDirectory>().RedeliverDeadAsync(null, Actor.Key("ops"), Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(journey.Receiver.Events.First().Id, Assert.Single(again).Id);
        Assert.Equal((WebhookState.Delivered, "It answered 204."), await StateAsync(journey));
        var entries = await AuditAsync(journey);
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
        Assert.Equal(WebhookState.Dead, (await StateAsync(journey)).State);

        journey.Service.Clock.Advance(TimeSpan.FromDays(2));
        await journey.ObjectAsync(journey.Person(2), Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, journey.Receiver.Events.Count);
        Assert.Equal([WebhookState.Delivered, WebhookState.Dead], (await journey.ListAsync(Cancellation)).Select(view => view.State));
    }

    [Fact]
    public async Task Two_processes_at_once_tell_once()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await using var other = await new ServiceBuilder(azurite).Beside(journey.Service).StartAsync(Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        await journey.ObjectAsync(journey.Person(2), Cancellation);

        await Task.WhenAll(journey.DeliverAsync(Cancellation), other.Get<WebhookDelivery>().RunAsync(Cancellation), journey.DeliverAsync(Cancellation));
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, journey.Receiver.Events.Count);
        Assert.Equal(2, journey.Receiver.Events.Select(told => told.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_endpoint_that_is_down_is_left_alone_after_a_few_failures_and_told_everything_later()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var people = await journey.Replies.Notices.AddPeopleAsync(10, 20, verified: true, Cancellation);
        var one = await journey.Service.Get<PolicyNotify.Replies.Records.ObjectionStore>().RecordAsync(Objection(people[0]), journey.Service.Clock.GetUtcNow(), "tests", Cancellation);
        foreach (var person in people.Skip(1))
            await journey.Service.Get<PolicyNotify.Replies.Records.ObjectionStore>().RecordAsync(one with { Recipient = person.Id, Changes = [], ETag = null }, journey.Service.Clock.GetUtcNow(), "tests", Cancellation);
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

    private static PolicyNotify.Replies.Records.ObjectionRecord Objection(PolicyNotify.Recipients.Recipient person) => new(
        Notices.NoticeJourney.Second,
        person.Id,
        ServiceBuilder.Start,
        new(null, IsInTime: true),
        [PolicyNotify.Replies.ReplyId.Of(new string('a', 64))],
        new string('a', 64),
        [],
        null,
        PolicyNotify.Replies.Records.AcknowledgementRecord.Due,
        null);

    private static async Task AdvanceToNextAsync(WebhookJourney journey, TimeSpan offset = default)
    {
        var next = Assert.Single(await journey.ListAsync(Cancellation)).NextAttemptAt!.Value;
        journey.Service.Clock.Advance(next - journey.Service.Clock.GetUtcNow() + offset + (offset < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(1)));
    }

    private static async Task<(WebhookState State, string? Outcome)> StateAsync(WebhookJourney journey)
    {
        var view = Assert.Single(await journey.ListAsync(Cancellation));
        return (view.State, view.LastOutcome);
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(WebhookJourney journey) =>
        await journey.Service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation);
}

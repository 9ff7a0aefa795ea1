using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
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
        var delivered = Assert.Single(await journey.AuditAsync(Cancellation), entry => entry.Action == "webhook.delivered");
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
        Assert.Equal((WebhookState.Pending, "It answered 401."), await journey.StateAsync(Cancellation));
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
        await journey.AdvanceToNextAsync(TimeSpan.Zero, Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, journey.Receiver.Events.Count);
        var texts = logs.GetSnapshot().Select(record => $"{record.Message} {record.Exception}").ToList();
        Assert.Contains(texts, text => text.Contains("attempt 2", StringComparison.Ordinal));
        string[] secrets = [journey.Receiver.Secret, journey.Receiver.Secret["whsec_".Length..], "token=", "/hooks", "person1@"];
        Assert.DoesNotContain(texts, text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
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
}

using System.Net;
using System.Text;
using System.Text.Json;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices.Events;

public sealed class SendGridEventsTests(AzuriteFixture azurite) : IDisposable
{
    private readonly SendGridEventSender sender = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => sender.Dispose();

    [Fact]
    public async Task Events_find_their_delivery_and_change_what_the_ledger_says()
    {
        await using var service = await StartAsync();
        var (journey, people) = await MailedAsync(service, 4);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var now = service.Clock.GetUtcNow();

        await PostAndRecordAsync(
            service, host,
            sender.Event("delivered", people[0], now), sender.Bounce(people[1], now), sender.Blocked(people[2], now), sender.Event("spamreport", people[3], now));

        var rows = new List<Delivery>();
        foreach (var person in people)
        {
            rows.Add((await journey.DeliveryAsync(person, Cancellation))!);
        }

        Assert.Equal(
            [DeliveryOutcome.Delivered, DeliveryOutcome.Bounced, DeliveryOutcome.Blocked, DeliveryOutcome.Complained], rows.Select(row => row.Fate.Outcome));
        Assert.All(rows, row => Assert.Equal(DeliveryState.Accepted, row.State));
        Assert.Equal(("5.1.1", "550 5.1.1 (address) Recipient address rejected: User unknown"), (rows[1].Fate.Bounce!.Code, rows[1].Fate.Bounce!.Reason));
    }

    [Fact]
    public async Task Who_bounced_for_good_or_complained_is_not_mailed_again_and_is_listed_for_legal()
    {
        await using var service = await StartAsync();
        var (_, people) = await MailedAsync(service, 4);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();
        var now = service.Clock.GetUtcNow();

        await PostAndRecordAsync(service, host, sender.Bounce(people[1], now), sender.Blocked(people[2], now), sender.Event("spamreport", people[3], now));

        Assert.Equal(new RecipientCounts(4, 0, 2), await service.Get<RecipientStore>().CountsAsync(Cancellation));
        var blocked = (await service.Get<RecipientStore>().GetAsync(people[2].Id, Cancellation))!;
        Assert.Equal((true, 1), (blocked.MayBeMailed, blocked.SoftBounces));
        var listed = JsonSerializer.Deserialize<List<UnreachableRecipient>>(
            await client.GetStringAsync("/api/recipients/unreachable", Cancellation), PolicyNotify.Json.PolicyNotifyJson.Compact)!;
        Assert.Equal(
            new[] { (people[1].Id, UnreachableCause.Bounced), (people[3].Id, UnreachableCause.Complained) }.OrderBy(one => one.Id.Value),
            listed.Select(one => (one.Id, one.Cause)).OrderBy(one => one.Id.Value));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("/api/recipients/unreachable", Cancellation)).StatusCode);
        var entry = Assert.Single(await EntriesAsync(service, "recipients.unreachable"));
        Assert.Equal((people[1].Id.Value, people[3].Id.Value), (entry.Details["bounced"], entry.Details["complained"]));
    }

    [Fact]
    public async Task A_batch_that_comes_again_in_any_form_changes_nothing_and_counts_once()
    {
        await using var service = await StartAsync();
        var (journey, people) = await MailedAsync(service, 2);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var now = service.Clock.GetUtcNow();
        var (one, other) = (sender.Blocked(people[0], now), sender.Event("delivered", people[0], now));

        await PostAndRecordAsync(service, host, one, other, one);
        var first = await journey.DeliveryAsync(people[0], Cancellation);
        var entries = (await EntriesAsync(service, "deliveries.reported")).Count;
        await PostAndRecordAsync(service, host, one, other, one);
        await PostAndRecordAsync(service, host, other, one);

        Assert.Equal(first, await journey.DeliveryAsync(people[0], Cancellation));
        Assert.Equal(1, (await service.Get<RecipientStore>().GetAsync(people[0].Id, Cancellation))!.SoftBounces);
        Assert.Equal(entries + 1, (await EntriesAsync(service, "deliveries.reported")).Count);
    }

    [Fact]
    public async Task A_delivery_of_unknown_outcome_is_settled_by_its_event_and_not_made_again()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Unknown("timed out"));
        await using var service = await StartAsync(transport);
        var (journey, people) = await MailedAsync(service, 2);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var at = DateTimeOffset.FromUnixTimeSeconds(service.Clock.GetUtcNow().ToUnixTimeSeconds());

        await PostAndRecordAsync(service, host, sender.Event("processed", people[0], at));
        service.Clock.Advance(TimeSpan.FromHours(5));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        var settled = (await journey.DeliveryAsync(people[0], Cancellation))!;
        Assert.Equal((DeliveryState.Accepted, at, 1), (settled.State, settled.AcceptedAt, settled.Attempts));
        Assert.Equal(2, (await journey.DeliveryAsync(people[1], Cancellation))!.Attempts);
    }

    [Fact]
    public async Task Events_about_other_mail_and_of_no_meaning_here_are_left_out()
    {
        await using var service = await StartAsync();
        var (journey, people) = await MailedAsync(service, 2);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var now = service.Clock.GetUtcNow();
        var stranger = journey.Person(99);

        await PostAndRecordAsync(
            service, host,
            sender.Bounce(people[0], now).With("delivery", null), sender.Bounce(people[0], now).With("delivery", "privacy-9.0_" + people[0].Id),
            sender.Bounce(people[0], now).With("delivery", "something else"), sender.Bounce(stranger, now), sender.Event("open", people[0], now),
            sender.Event("delivered", people[0], now).With("timestamp", "never"), sender.Event("delivered", people[1], now));

        Assert.Equal(DeliveryFate.None, (await journey.DeliveryAsync(people[0], Cancellation))!.Fate);
        Assert.Equal(DeliveryOutcome.Delivered, (await journey.DeliveryAsync(people[1], Cancellation))!.Fate.Outcome);
        Assert.Equal(new RecipientCounts(2, 0), await service.Get<RecipientStore>().CountsAsync(Cancellation));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_taken_in_and_the_setting_is_named()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);

        using var response = await sender.PostAsync(host.Client, "[]"u8.ToArray(), service.Clock.GetUtcNow(), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("Mail:SendGrid:Events:PublicKey", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(await KeptAsync(service));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("forged")]
    [InlineData("old")]
    public async Task What_cannot_be_shown_to_be_SendGrids_is_refused_and_not_kept(string trouble)
    {
        await using var service = await StartAsync();
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var stranger = new SendGridEventSender();
        var now = service.Clock.GetUtcNow();
        var body = "[]"u8.ToArray();

        using var response = trouble switch
        {
            "missing" => await SendGridEventSender.PostAsync(host.Client, body, null, null, Cancellation),
            "forged" => await stranger.PostAsync(host.Client, body, now, Cancellation),
            _ => await sender.PostAsync(host.Client, body, now.AddHours(-25).AddSeconds(-1), Cancellation),
        };

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await KeptAsync(service));
    }

    [Fact]
    public async Task A_body_that_is_no_batch_is_kept_and_answered_with_what_is_wrong()
    {
        await using var service = await StartAsync();
        await using var host = await TestHost.StartAsync(service, Cancellation);

        using var response = await sender.PostAsync(host.Client, "{\"event\": \"delivered\""u8.ToArray(), service.Clock.GetUtcNow(), Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("events-json", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("{\"event\": \"delivered\"", Assert.Single(await KeptAsync(service)));
        Assert.Empty(await WaitingAsync(service));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var service = await StartAsync();
        await using var host = await TestHost.StartAsync(service, Cancellation);

        using var response = await sender.PostAsync(host.Client, new byte[5_000_001], service.Clock.GetUtcNow(), Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(await KeptAsync(service));
    }

    [Fact]
    public async Task What_is_answered_with_success_is_kept_as_it_came_before_anything_is_made_of_it()
    {
        await using var service = await StartAsync();
        var (journey, people) = await MailedAsync(service, 1);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var body = SendGridEventSender.Body(sender.Event("delivered", people[0], service.Clock.GetUtcNow()));

        using var response = await sender.PostAsync(host.Client, body, service.Clock.GetUtcNow(), Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(SendGridEventSender.TextOf(body), Assert.Single(await KeptAsync(service)));
        Assert.Equal(DeliveryFate.None, (await journey.DeliveryAsync(people[0], Cancellation))!.Fate);
        Assert.Single(await WaitingAsync(service));
    }

    private Task<TestService> StartAsync(ScriptedTransport? transport = null)
    {
        var builder = new ServiceBuilder(azurite).With("Mail:SendGrid:Events:PublicKey", sender.PublicKey);
        return (transport is null ? builder : builder.WithServices(transport.Replace)).StartAsync(Cancellation);
    }

    private static async Task<(NoticeJourney Journey, IReadOnlyList<Recipient> People)> MailedAsync(TestService service, int count)
    {
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, count, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        return (journey, people);
    }

    private async Task PostAndRecordAsync(TestService service, TestHost host, params Dictionary<string, object?>[] events)
    {
        using var response = await sender.PostAsync(host.Client, SendGridEventSender.Body(events), service.Clock.GetUtcNow(), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        foreach (var message in await WaitingAsync(service))
        {
            await service.Get<SendGridEventIntake>().RecordAsync(message, Cancellation);
        }
    }

    private static async Task<IReadOnlyList<string>> WaitingAsync(TestService service)
    {
        var queue = await service.Get<StorageLayout>().QueueAsync(SendGridEventIntake.Queue, Cancellation);
        var messages = (await queue.ReceiveMessagesAsync(32, cancellationToken: Cancellation)).Value;
        await Task.WhenAll(messages.Select(message => queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancellation)));
        return [.. messages.Select(message => message.MessageText)];
    }

    private static async Task<IReadOnlyList<string>> KeptAsync(TestService service)
    {
        var container = await service.Get<StorageLayout>().ContainerAsync("mail-events", Cancellation);
        var kept = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
        {
            kept.Add(Encoding.UTF8.GetString((await container.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation)).Value.Content));
        }

        return kept;
    }

    private static async Task<IReadOnlyList<AuditEntry>> EntriesAsync(TestService service, string action)
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in service.Get<AuditLog>().ReadAsync(0, null, Cancellation))
        {
            if (entry.Action == action)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }
}

using System.Net;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class DeliveryExportTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_delivery_is_exported_with_its_message_id_and_no_address()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 130, verified: true, Cancellation);
        await journey.AddPeopleAsync(500, 5, verified: false, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        var json = await client.GetStringAsync("/api/notices/privacy-2.0/deliveries", Cancellation);

        var deliveries = JsonSerializer.Deserialize<List<DeliveryView>>(json, PolicyNotifyJson.Compact)!;
        Assert.Equal(people.Select(person => person.Id.Value).Order(), deliveries.Select(delivery => delivery.Recipient.Value).Order());
        Assert.All(deliveries, delivery => Assert.Equal((DeliveryState.Accepted, 1), (delivery.State, delivery.Edition)));
        Assert.Equal(journey.Outbox().Select(mail => mail.MessageId).Order(), deliveries.Select(delivery => delivery.MessageId).Order());
        Assert.DoesNotContain("@example.net", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_comes_as_a_table_when_csv_is_asked_for()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var person = Assert.Single(await journey.AddPeopleAsync(1, 1, verified: true, Cancellation));
        await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/csv");

        using var response = await client.GetAsync("/api/notices/privacy-2.0/deliveries", Cancellation);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("privacy-2.0-deliveries.csv", response.Content.Headers.ContentDisposition!.FileName);
        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).TrimEnd().Split("\r\n");
        Assert.StartsWith("recipient,state,messageId,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{person.Id},accepted,", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/notices/privacy-9.0/deliveries", true, HttpStatusCode.NotFound)]
    [InlineData("/api/notices/nothing/deliveries", true, HttpStatusCode.NotFound)]
    [InlineData("/api/notices/privacy-2.0/deliveries", false, HttpStatusCode.Unauthorized)]
    public async Task What_does_not_exist_or_is_not_theirs_is_refused_before_anything_is_streamed(string path, bool withKey, HttpStatusCode expected)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = withKey ? host.ClientWithKey() : new HttpClient { BaseAddress = host.Client.BaseAddress };

        using var response = await client.GetAsync(path, Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}

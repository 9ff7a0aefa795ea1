using System.Net;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Recipients;

public sealed class RecipientsApiTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_imported_and_counted()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        using var response = await client.PostAsync(
            "/api/recipients/import", new StringContent(ImportDriver.Header + "ann@example.com,2025-03-01T09:30:00Z,double-opt-in,,\nbroken,,,,\n"), Cancellation);
        using var counts = await client.GetAsync("/api/recipients", Cancellation);

        var report = await ReadAsync(response);
        Assert.Equal((1, "2"), (report.GetProperty("created").GetProperty("count").GetInt32(), report.GetProperty("created").GetProperty("lines")[0].GetString()));
        Assert.Equal(
            ("import-address", 3, "email"),
            (report.GetProperty("problems")[0].GetProperty("code").GetString(), report.GetProperty("problems")[0].GetProperty("line").GetInt32(), report.GetProperty("problems")[0].GetProperty("field").GetString()));
        Assert.Equal(
            new RecipientCounts(1, 0), JsonSerializer.Deserialize<RecipientCounts>(await counts.Content.ReadAsByteArrayAsync(Cancellation), PolicyNotifyJson.Compact));
    }

    [Fact]
    public async Task A_file_larger_than_a_web_server_takes_by_default_is_imported()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();
        var file = "email,notes\nann@example.com,Ann\n" + string.Concat(Enumerable.Repeat(new string(',', 1) + new string('x', 60_000) + "\n", 520));

        using var response = await client.PostAsync("/api/recipients/import", new StringContent(file), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(520, (await ReadAsync(response)).GetProperty("rejected").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_file_without_a_header_is_unprocessable()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        using var response = await client.PostAsync("/api/recipients/import", new StringContent("ann@example.com\n"), Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("import-header", (await ReadAsync(response)).GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Without_a_key_nobody_imports_or_counts_people()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);

        using var import = await host.Client.PostAsync("/api/recipients/import", new StringContent("email\nann@example.com\n"), Cancellation);
        using var count = await host.Client.GetAsync("/api/recipients", Cancellation);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (import.StatusCode, count.StatusCode));
        Assert.Equal(0, (await service.Get<RecipientStore>().CountsAsync(Cancellation)).Total);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(Cancellation));
}

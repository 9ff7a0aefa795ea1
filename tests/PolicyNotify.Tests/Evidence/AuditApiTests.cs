using System.Net;
using System.Text.Json;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Publishing;

namespace PolicyNotify.Tests.Evidence;

public sealed class AuditApiTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_is_read_page_by_page_and_what_was_read_can_be_checked_elsewhere()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        await driver.PublishAsync(new PolicyDraft().Reworded("x"));

        var all = await ReadAsync<IReadOnlyList<AuditEntry>>(client, "/api/audit");
        var rest = await ReadAsync<IReadOnlyList<AuditEntry>>(client, "/api/audit?after=3");
        var about = await ReadAsync<IReadOnlyList<AuditEntry>>(client, "/api/audit?subject=privacy/1.1");
        var verified = await ReadAsync<AuditVerification>(client, "/api/audit/verification");

        Assert.Equal([1, 2, 3, 4], all.Select(entry => entry.Sequence));
        Assert.All(all, entry => Assert.Equal(entry.Hash, AuditHash.Of(entry)));
        Assert.Equal([4], rest.Select(entry => entry.Sequence));
        Assert.Equal([3, 4], about.Select(entry => entry.Sequence));
        Assert.Equal(new AuditVerification(true, 4, all[3].Hash, null, null), verified);
    }

    [Theory]
    [InlineData("/api/audit")]
    [InlineData("/api/audit/verification")]
    public async Task The_log_needs_a_key(string path)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);

        using var response = await host.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_place_in_the_log_that_is_no_number_is_refused_by_name()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        using var response = await client.GetAsync("/api/audit?after=yesterday", Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    private static async Task<T> ReadAsync<T>(HttpClient client, string path) =>
        JsonSerializer.Deserialize<T>(await client.GetByteArrayAsync(path, Cancellation), PolicyNotifyJson.Compact)!;
}

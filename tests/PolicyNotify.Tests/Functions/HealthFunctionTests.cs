using System.Net;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Functions;

public sealed class HealthFunctionTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_is_200_while_storage_answers()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);

        using var response = await host.Client.GetAsync("/health", Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"status":"healthy"}""", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Health_is_503_when_storage_does_not_know_us()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var stranger = service.Storage.Replace("AccountKey=", "AccountKey=AAAA", StringComparison.Ordinal);
        await using var broken = await new ServiceBuilder(azurite).Beside(service).With("AzureWebJobsStorage", stranger).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(broken, Cancellation);

        using var response = await host.Client.GetAsync("/health", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }
}

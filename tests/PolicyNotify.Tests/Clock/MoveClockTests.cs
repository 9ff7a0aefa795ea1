using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PolicyNotify.Functions.Clock;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Clock;

public sealed class MoveClockTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_endpoint_does_not_exist_without_the_demo_clock()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        using var response = await client.PostAsJsonAsync("/api/clock", new { advance = "P31D" }, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_demo_clock_moves_by_a_duration_and_answers_its_new_time()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service, []);
        using var client = host.ClientWithKey();
        var before = TimeProvider.System.GetUtcNow();

        using var response = await client.PostAsJsonAsync("/api/clock", new { advance = "P31D" }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var now = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("now").GetDateTimeOffset();
        Assert.InRange(now, before.AddDays(31), TimeProvider.System.GetUtcNow().AddDays(31));
    }

    [Fact]
    public async Task The_demo_clock_needs_a_key()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service, []);

        using var response = await host.Client.PostAsJsonAsync("/api/clock", new { advance = "P31D" }, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"to":"2020-01-01T00:00:00Z"}""", HttpStatusCode.Conflict)]
    [InlineData("""{"advance":"P1M"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"to":"soon"}""", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.UnprocessableEntity)]
    public async Task A_move_that_makes_no_sense_is_refused(string body, HttpStatusCode status)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service, []);
        using var client = host.ClientWithKey();

        using var response = await client.PostAsync("/api/clock", new StringContent(body), Cancellation);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("environment", "Production", "Demo:Clock")]
    [InlineData("Mail:Transport", "Smtp", "Mail:Transport")]
    public async Task The_demo_clock_refuses_to_start_where_people_could_be_misled(string setting, string value, string named)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(service, new() { [setting] = value }));

        Assert.Contains(Failures(failure), text => text.Contains(named, StringComparison.Ordinal) && text.Contains("Demo:Clock", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Failures(Exception exception) => exception switch
    {
        OptionsValidationException options => options.Failures,
        AggregateException several => several.InnerExceptions.SelectMany(Failures),
        _ => [],
    };

    private static Task<TestHost> StartAsync(TestService service, Dictionary<string, string?> settings)
    {
        settings["Demo:Clock"] = "true";
        settings["Demo:ClockFile"] = Path.Combine(service.Folder, "clock.json");
        settings.TryAdd("environment", "Development");
        return TestHost.StartAsync(service, [typeof(MoveClockFunction)], settings, Cancellation);
    }
}

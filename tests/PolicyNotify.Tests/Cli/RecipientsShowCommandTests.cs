using System.Net;
using System.Text;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies;

namespace PolicyNotify.Tests.Cli;

public sealed class RecipientsShowCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private ServedJourney served = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        served = await ServedJourney.StartAsync(azurite, Cancellation);
        await served.Journey.Notices.AddPeopleAsync(9, 1, verified: false, Cancellation);
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task It_says_per_version_told_when_objected_or_deemed_to_agree_when_or_why_not()
    {
        var (silent, objecting, unverified) = (served.Journey.Notices.Person(1), served.Journey.Notices.Person(2), served.Journey.Notices.Person(9));
        await ReplyResolutionTests.ReceiveAsync(served.Journey, 2, ReplyJourney.Objection);
        var open = await RunAsync("recipients", "show", silent.Id.Value);
        served.Journey.Service.Clock.SetUtcNow(new DateTimeOffset(2026, 4, 2, 22, 0, 0, TimeSpan.Zero));
        await served.Journey.Notices.TakeEffectAsync(Cancellation);
        served.Journey.Service.Clock.SetUtcNow(new DateTimeOffset(2026, 5, 3, 22, 0, 0, TimeSpan.Zero));

        var agreed = await RunAsync("recipients", "show", silent.Address.ToUpperInvariant());
        var objected = await RunAsync("recipients", "show", objecting.Id.Value, "--json");
        var untold = await RunAsync("recipients", "show", unverified.Id.Value);

        Assert.Equal((0, 0, 0), (open.ExitCode, agreed.ExitCode, objected.ExitCode));
        Assert.Contains("may object", open.Output, StringComparison.Ordinal);
        Assert.Contains("Objections count until 2026-05-03 22:00 UTC", open.Output, StringComparison.Ordinal);
        var second = Assert.Single(agreed.Output.Split('\n'), line => line.StartsWith("privacy 2.0", StringComparison.Ordinal));
        Assert.Contains("2026-03-02 11:00 UTC", second, StringComparison.Ordinal);
        Assert.Contains("deemed to agree", second, StringComparison.Ordinal);
        Assert.Contains("2026-05-03 22:00 UTC", second, StringComparison.Ordinal);
        Assert.Contains("announced", Assert.Single(agreed.Output.Split('\n'), line => line.StartsWith("privacy 1.0", StringComparison.Ordinal)), StringComparison.Ordinal);
        var version = objected.Json.GetProperty("versions")[0];
        Assert.Equal(("objected", "recorded"), (version.GetProperty("agreement").GetString(), version.GetProperty("objection").GetString()));
        Assert.False(version.TryGetProperty("agreedAt", out _));
        Assert.Contains("not verified", untold.Output, StringComparison.Ordinal);
        Assert.Contains("not told", untold.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("@", agreed.Output + objected.Output + untold.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_on_record_is_bad_input_and_an_address_is_never_repeated()
    {
        var address = await RunAsync("recipients", "show", "stranger@example.net");
        var id = await RunAsync("recipients", "show", new string('a', 24));
        var nonsense = await RunAsync("recipients", "show", "person one");

        Assert.All([address, id, nonsense], run => Assert.Equal(2, run.ExitCode));
        Assert.DoesNotContain("stranger", address.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing is on record", id.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"address": ""}""")]
    [InlineData("""{"address": "nobody"}""")]
    [InlineData("""{"address": 1}""")]
    [InlineData("null")]
    [InlineData("address=eve@example.com")]
    public async Task A_body_that_names_nobody_is_refused(string body)
    {
        using var client = served.Host.ClientWithKey();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync("/api/recipients/standing", content, Cancellation);
        using var open = await served.Host.Client.PostAsync("/api/recipients/standing", content, Cancellation);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Unauthorized), (response.StatusCode, open.StatusCode));
        Assert.DoesNotContain("eve@", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private Task<CliRun> RunAsync(params string[] command) => served.RunAsync(command, Cancellation);
}

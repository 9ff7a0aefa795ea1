using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies.HandingOn;

namespace PolicyNotify.Tests.Cli;

public sealed class WebhookCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private WebhookJourney journey = null!;
    private TestHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        host = await TestHost.StartAsync(journey.Service, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await journey.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_dead_event_is_listed_and_delivered_again_on_demand()
    {
        Assert.Contains("There are none.", (await RunAsync("webhooks", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("nothing to deliver again", (await RunAsync("webhooks", "redeliver", "--dead")).Output, StringComparison.Ordinal);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        journey.Receiver.AnswerWith(410);
        await journey.DeliverAsync(Cancellation);

        var dead = await RunAsync("webhooks", "list", "--state", "dead");
        var pending = await RunAsync("webhooks", "list", "--state", "pending");
        var id = Assert.Single(await journey.ListAsync(Cancellation)).Id;
        var again = await RunAsync("webhooks", "redeliver", id, "--json");
        await journey.DeliverAsync(Cancellation);

        Assert.Contains(id, dead.Output, StringComparison.Ordinal);
        Assert.Contains("It answered 410", dead.Output, StringComparison.Ordinal);
        Assert.Contains("There are none.", pending.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal("pending", Assert.Single(again.Json.EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(WebhookState.Delivered, Assert.Single(await journey.ListAsync(Cancellation)).State);
        Assert.Equal(2, journey.Receiver.Events.Count);
    }

    [Fact]
    public async Task What_cannot_be_redelivered_is_bad_input()
    {
        var unknown = await RunAsync("webhooks", "redeliver", "msg_nothing");
        var nothing = await RunAsync("webhooks", "redeliver");
        var both = await RunAsync("webhooks", "redeliver", "msg_nothing", "--dead");
        var odd = await RunAsync("webhooks", "redeliver", "../objections");
        var elsewhere = await RunAsync("webhooks", "redeliver", "msg_nothing", "--endpoint", "billing");

        Assert.All([unknown, nothing, both, odd, elsewhere], run => Assert.Equal(2, run.ExitCode));
        Assert.Contains("no event 'msg_nothing'", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("either an event or the dead ones", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("either an event or the dead ones", both.Error, StringComparison.Ordinal);
        Assert.Contains("'billing'", elsewhere.Error, StringComparison.Ordinal);
    }

    private Task<CliRun> RunAsync(params string[] command) =>
        CliRun.InAsync(folder.Path, [.. command, "--url", host.Client.BaseAddress!.ToString(), "--key", journey.Service.ApiKey], Cancellation);
}

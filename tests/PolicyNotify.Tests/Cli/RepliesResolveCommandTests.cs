using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies;

namespace PolicyNotify.Tests.Cli;

/// <summary>Legal settles a waiting reply from the command line, against the real service.</summary>
public sealed class RepliesResolveCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private ServedJourney served = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => served = await ServedJourney.StartAsync(azurite, Cancellation);

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task A_waiting_objection_is_recorded_leaves_the_list_and_is_shown_with_who_when_and_why()
    {
        var id = await WaitingAsync();
        var before = await RunAsync("replies", "list", "--needs-review");

        var resolved = await RunAsync("replies", "resolve", id, "--as", "objection", "--by", "Nora Daly", "--why", "She called.");

        Assert.Contains(id, before.Output, StringComparison.Ordinal);
        Assert.Equal(0, resolved.ExitCode);
        Assert.Contains("There are none.", (await RunAsync("replies", "list", "--needs-review")).Output, StringComparison.Ordinal);
        Assert.Contains("resolved: objection", (await RunAsync("replies", "list")).Output, StringComparison.Ordinal);
        const string Shown = "Resolved as objection by Nora Daly, 2026-03-02 11:00 UTC (key:tests): She called.";
        Assert.Contains(Shown, resolved.Output, StringComparison.Ordinal);
        Assert.Contains(Shown, (await RunAsync("replies", "show", id)).Output, StringComparison.Ordinal);
        Assert.Contains("privacy-2.0", (await RunAsync("objections", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_json_and_a_different_answer_is_a_refusal_of_the_service()
    {
        var id = await WaitingAsync();

        var resolved = await RunAsync("replies", "resolve", id, "--as", "request", "--by", "Nora Daly", "--why", "Erasure.", "--json");
        var different = await RunAsync("replies", "resolve", id, "--as", "other", "--by", "Nora Daly", "--why", "Thanks only.", "--json");

        Assert.Equal("request", Assert.Single(resolved.Json.GetProperty("resolutions").EnumerateArray()).GetProperty("as").GetString());
        Assert.Equal(3, different.ExitCode);
        Assert.Contains("resolved by Nora Daly as request", different.ErrorJson.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objection_of_nobody_is_recorded_once_notice_and_person_are_named()
    {
        var id = await WaitingAsync(matched: false);
        string[] command = ["replies", "resolve", id, "--as", "objection", "--by", "Nora Daly", "--why", "A letter."];

        var refused = await RunAsync(command);
        var accepted = await RunAsync([.. command, "--notice", "privacy-2.0", "--recipient", "person1@example.net"]);

        Assert.Equal((2, 0), (refused.ExitCode, accepted.ExitCode));
        Assert.Contains("which notice it answers", refused.Error, StringComparison.Ordinal);
        Assert.Contains("whom it comes from", refused.Error, StringComparison.Ordinal);
        Assert.Single(await served.Journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_missing_or_unknown_is_bad_input()
    {
        var id = await WaitingAsync();

        var withoutReason = await RunAsync("replies", "resolve", id, "--as", "other", "--by", "Nora Daly");
        var withoutName = await RunAsync("replies", "resolve", id, "--as", "other", "--why", "Thanks only.");
        var odd = await RunAsync("replies", "resolve", id, "--as", "maybe", "--by", "Nora Daly", "--why", "Thanks only.");
        var unknown = await RunAsync("replies", "resolve", new string('a', 24), "--as", "other", "--by", "Nora Daly", "--why", "Thanks only.");
        var nonsense = await RunAsync("replies", "resolve", "x", "--as", "other", "--by", "Nora Daly", "--why", "Thanks only.");

        Assert.All([withoutReason, withoutName, odd, unknown, nonsense], run => Assert.Equal(2, run.ExitCode));
        Assert.Contains("--why", withoutReason.Error, StringComparison.Ordinal);
        Assert.Contains("--by", withoutName.Error, StringComparison.Ordinal);
        Assert.Contains("maybe", odd.Error, StringComparison.Ordinal);
        Assert.True(Assert.Single(await served.Journey.RepliesAsync(Cancellation)).NeedsReview);
    }

    private async Task<string> WaitingAsync(bool matched = true) => (await ReplyResolutionTests.WaitingAsync(served.Journey, matched)).Value;

    private Task<CliRun> RunAsync(params string[] command) => served.RunAsync(command, Cancellation);
}

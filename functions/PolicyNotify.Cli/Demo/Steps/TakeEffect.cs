using PolicyNotify.Cli.Terminal;
using PolicyNotify.Notices;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class TakeEffect
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static async Task RunAsync(DemoStage stage, PolicyVersion version, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Step("The effective date comes");
        var before = await stage.MoveClockAsync(version.EffectiveAt - Hour, cancellationToken);
        narrator.Say($"The demo's clock is moved to {Words.Of(before)}, an hour before {version.Number} takes effect.");
        narrator.Claim("the page still shows 1.1", PageText.Shows(await stage.PageAsync("privacy", cancellationToken), "1.1"));
        narrator.Claim("2.0 is still waiting", (await VersionAsync(stage, version, cancellationToken)).State is VersionState.Scheduled);

        var after = await stage.MoveClockAsync(version.EffectiveAt + Hour, cancellationToken);
        narrator.Say($"The demo's clock is moved to {Words.Of(after)}.");
        var now = await stage.Patience.UntilAsync(
            DemoStage.Limit, token => VersionAsync(stage, version, token), seen => seen.State is not VersionState.Scheduled, cancellationToken);
        narrator.Claim("2.0 is in force: everybody was told in time", now.State is VersionState.InForce, Words.Of(now.State));
        narrator.Claim("it did not take effect a moment too early", now.InForceSince >= version.EffectiveAt, Words.Of(now.InForceSince));
        var page = await stage.Patience.UntilAsync(
            DemoStage.Limit, token => stage.PageAsync("privacy", token), seen => PageText.Shows(seen, "2.0") && seen.Contains("36 months", StringComparison.Ordinal), cancellationToken);
        narrator.Claim("the page shows 2.0 and its new words", PageText.Shows(page, "2.0") && page.Contains("36 months", StringComparison.Ordinal));
        narrator.Claim("the notice is completed", await stage.NoticeAsync(NoticeId.Of(version.Document, version.Number), notice => notice.State is NoticeState.Completed, cancellationToken) is { State: NoticeState.Completed });
        narrator.Open("the policy in force", stage.Address("privacy"));
        narrator.Open("its history", stage.Address("privacy/history"));
    }

    private static async Task<PolicyVersion> VersionAsync(DemoStage stage, PolicyVersion version, CancellationToken cancellationToken) =>
        (await stage.Api.GetAsync<IReadOnlyList<PolicyVersion>>($"api/documents/{version.Document}/versions", cancellationToken)).Single(one => one.Number == version.Number);
}

using PolicyNotify.Changes;
using PolicyNotify.Cli.Policies;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class PublishSignificantEdit
{
    public static async Task<PolicyVersion> RunAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Step("Legal adds a recipient of data and keeps support messages longer");
        var result = await stage.PublishAsync("privacy", DemoEdits.Significant(stage.Texts["privacy"]), cancellationToken);
        var version = result.Version;
        stage.Narrator.Open("the edited text", stage.Folder.Text("privacy-2.0.md"));
        foreach (var line in (result.Classification?.Judgement.Reasons ?? []).SelectMany(ReasonWords.Lines))
            stage.Narrator.Say(line);
        stage.Narrator.Claim("the edit is judged significant and becomes 2.0", version is { Significance: Significance.Significant, Number: { Major: 2, Minor: 0 } }, $"{version.Number}, {version.Significance}");
        stage.Narrator.Claim("it comes with reasons", result.Classification?.Judgement.Reasons.Any(reason => reason.Significance is Significance.Significant) == true);
        stage.Narrator.Say($"Published {Words.Of(version.PublishedAt)}; takes effect {Words.Of(version.EffectiveOn)}, from its first moment in {version.TimeZone}.");
        stage.Narrator.Claim("it waits for its day", version.State is VersionState.Scheduled, version.State.ToString());
        stage.Narrator.Claim("more than 30 full days lie between", version.EffectiveAt - version.PublishedAt > TimeSpan.FromDays(30), $"{version.EffectiveAt - version.PublishedAt}");
        var page = await stage.PageAsync("privacy", cancellationToken);
        stage.Narrator.Claim("the page still shows 1.1 and announces 2.0", PageText.Shows(page, "1.1") && PageText.Shows(page, "2.0"));
        stage.Narrator.Open("the page with its banner", stage.Address("privacy"));
        stage.Narrator.Open("what will change", stage.Address("privacy/changes/1.1/2.0"));
        return version;
    }
}

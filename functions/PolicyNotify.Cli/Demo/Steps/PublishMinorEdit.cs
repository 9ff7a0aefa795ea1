using PolicyNotify.Changes;
using PolicyNotify.Cli.Policies;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class PublishMinorEdit
{
    public static async Task RunAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Step("Legal mends wording, a link and a telephone number");
        var before = stage.Texts["privacy"];
        var result = await stage.PublishAsync("privacy", DemoEdits.Minor(before), cancellationToken);
        stage.Narrator.Open("the edited text", stage.Folder.Text("privacy-1.1.md"));
        foreach (var reason in result.Classification?.Judgement.Reasons ?? [])
            stage.Narrator.Say(ReasonWords.Lines(reason).First());
        stage.Narrator.Claim("the edit is judged minor and becomes 1.1", result.Version is { Significance: Significance.Minor, Number: { Major: 1, Minor: 1 } }, $"{result.Version.Number}, {result.Version.Significance}");
        stage.Narrator.Claim("1.1 is in force at once", result.Version.State is VersionState.InForce, result.Version.State.ToString());
        stage.Narrator.Claim("the page shows version 1.1", PageText.Shows(await stage.PageAsync("privacy", cancellationToken), "1.1"));
        stage.Narrator.Claim("no mail is written: the outbox is empty", stage.Folder.Mails().Count == 0, $"{stage.Folder.Mails().Count} mails");
        stage.Narrator.Open("what changed", stage.Address("privacy/changes/1.0/1.1"));
    }
}

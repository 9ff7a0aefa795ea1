using PolicyNotify.Changes.Documents;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class PublishFirstVersions
{
    private static readonly string[] Documents = ["privacy", "terms", "cookies"];

    public static async Task RunAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Step("Legal publishes the first versions");
        foreach (var document in Documents)
        {
            var result = await stage.PublishAsync(document, await File.ReadAllTextAsync(stage.Folder.Policy($"{document}.md"), cancellationToken), cancellationToken);
            stage.Narrator.Say($"policy/{document}.md is {document} {result.Version.Number}, {Words.Of(result.Version.State)}.");
            stage.Narrator.Claim($"{document} 1.0 is in force", result.Version is { State: VersionState.InForce } version && version.Number == VersionNumber.First);
        }

        var page = await stage.PageAsync("privacy", cancellationToken);
        stage.Narrator.Claim("the page of the privacy policy shows version 1.0", PageText.Shows(page, "1.0"));
        stage.Narrator.Open("all documents", stage.Address(""));
        stage.Narrator.Open("the privacy policy", stage.Address("privacy"));
    }
}

using PolicyNotify.Cli.Terminal;
using PolicyNotify.Recipients;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class ImportRecipients
{
    public static async Task RunAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Step("The product hands over its customers as CSV");
        await using (var file = File.Create(stage.Folder.Recipients))
        {
            await using var csv = DemoPeople.Csv;
            await csv.CopyToAsync(file, cancellationToken);
        }

        stage.Narrator.Open("the file", stage.Folder.Recipients);
        var bytes = await File.ReadAllBytesAsync(stage.Folder.Recipients, cancellationToken);
        var report = stage.Api.Read<RecipientImportReport>(await stage.Api.PostAsync("api/recipients/import", bytes, "text/csv", cancellationToken));
        stage.Narrator.Say($"{report.Created.Count} people are new: {report.Verified} with proof that the address is theirs, {report.Unverified} without.");
        foreach (var problem in report.Problems)
            stage.Narrator.Say($"Not taken: {ErrorOutput.Describe(problem)}");
        stage.Narrator.Claim("three people are verified, one is not, and the bad line is reported and left out", report is { Verified: 3, Unverified: 1, Rejected.Count: 1 }, $"{report.Verified}, {report.Unverified}, {report.Rejected.Count}");
        var counts = await stage.Api.GetAsync<RecipientCounts>("api/recipients", cancellationToken);
        stage.Narrator.Claim("the service counts the same", counts is { Verified: 3, Unverified: 1 }, $"{counts}");
    }
}

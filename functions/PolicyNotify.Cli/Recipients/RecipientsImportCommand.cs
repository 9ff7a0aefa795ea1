using System.CommandLine;
using PolicyNotify.Recipients;

namespace PolicyNotify.Cli.Recipients;

internal static class RecipientsImportCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file with a header row: email, and where known verified_at, verification_method, name, account_id." };
        return new CliCommand(
            host,
            "import",
            "Import people from a CSV file. Lines with an error are left out and reported (exit code 2), all others are taken; importing the same file again changes nothing.",
            "policy-notify recipients import people.csv",
            "policy-notify recipients import people.csv --json")
        {
            file,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var path = invocation.Required(file);
            var csv = await invocation.Files.ReadBytesAsync(path, cancellationToken);
            using var service = invocation.OpenService();
            var report = service.Read<RecipientImportReport>(await service.PostFileAsync("api/recipients/import", path, csv, "text/csv", cancellationToken));
            report = report with { Problems = [.. report.Problems.Select(problem => problem with { File = path })] };
            invocation.Answer.Give(report, words => ImportWords.Write(words, report));
            return report.Rejected.Count == 0 ? ExitCode.Fine : ExitCode.BadInput;
        });
    }
}

using System.CommandLine;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.EvidencePackages.Checking;

namespace PolicyNotify.Cli.Evidence;

internal static class EvidenceExportCommand
{
    public static Command Create(CliHost host)
    {
        var version = new Argument<string>("VERSION") { Description = "Document and version, such as privacy/2.0." };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write. Default: such as privacy-2.0-evidence.zip.", HelpName = "file" };
        return new CliCommand(
            host,
            "export",
            "Write texts, redline, judgement, the mail as sent, deliveries, objections and the audit log of a version into one zip file, and check it.",
            "policy-notify evidence export privacy/2.0 -o privacy-2.0.zip")
        {
            version, output,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var (document, number) = Read(invocation.Required(version));
            var file = invocation.Value(output) ?? $"{document}-{number}-evidence.zip";
            using var service = invocation.OpenService();
            PackageVerification? checkedPackage = null;
            await new OutputFile(host, file).FillAsync(
                async target =>
                {
                    await service.CopyAsync($"api/documents/{document}/versions/{number}/evidence", "application/zip", target, cancellationToken);
                    target.Position = 0;
                    checkedPackage = await PackageCheck.RunAsync(file, target, null, cancellationToken);
                },
                cancellationToken);
            invocation.Answer.Give(checkedPackage, words =>
            {
                words.Line($"The evidence of {document} {number} is in {file}.");
                EvidenceWords.Write(words, checkedPackage!);
            });
            return checkedPackage!.IsIntact ? ExitCode.Fine : ExitCode.No;
        });
    }

    private static (DocumentId Document, VersionNumber Number) Read(string text)
    {
        var between = text.LastIndexOfAny(['/', '-']);
        return between > 0 && DocumentId.TryParse(text[..between], out var document) && VersionNumber.TryParse(text[(between + 1)..], out var number)
            ? (document, number)
            : throw new CommandFailedException(ExitCode.BadInput, $"'{text}' names no version: write document and version, such as privacy/2.0.");
    }
}

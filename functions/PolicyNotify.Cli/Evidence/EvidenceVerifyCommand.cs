using System.CommandLine;
using PolicyNotify.EvidencePackages.Checking;

namespace PolicyNotify.Cli.Evidence;

internal static class EvidenceVerifyCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The zip file that 'evidence export' wrote." };
        var hash = new Option<string?>("--contains") { Description = "A hash of the audit log that was noted elsewhere; the file's log must contain it, or its past was rewritten.", HelpName = "hash" };
        return new CliCommand(
            host,
            "verify",
            "Check an evidence file offline: every file against the audit log in it, and the log against itself. Names what was tampered with.",
            "policy-notify evidence verify privacy-2.0.zip",
            "policy-notify evidence verify privacy-2.0.zip --contains 9f2c…")
        {
            file, hash,
        }.Running(async (invocation, cancellationToken) =>
        {
            var name = invocation.Required(file);
            await using var content = invocation.Files.OpenRead(name);
            if (!await IsZipAsync(content, cancellationToken))
                throw new CommandFailedException(ExitCode.BadInput, $"{name} is no zip file: give the file that 'evidence export' wrote.");
            var result = await PackageCheck.RunAsync(name, content, invocation.Value(hash), cancellationToken);
            invocation.Answer.Give(result, words => EvidenceWords.Write(words, result));
            return result.IsIntact ? ExitCode.Fine : ExitCode.No;
        });
    }

    // APPNOTE.TXT 4.3.7 and 4.3.16: a file's header, or the end of an archive without any. One that was cut off is a zip all the same.
    private static async Task<bool> IsZipAsync(FileStream content, CancellationToken cancellationToken)
    {
        var start = new byte[4];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        content.Position = 0;
        return read == start.Length && start is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6];
    }
}

using System.CommandLine;
using System.Globalization;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

/// <summary>Hands mails of an exported mailbox to the service.</summary>
internal static class RepliesImportCommand
{
    public static Command Create(CliHost host)
    {
        var paths = new Argument<string[]>("FILE|DIR") { Description = "Mail files (.eml, .mbox), or folders of them.", Arity = ArgumentArity.OneOrMore };
        var receivedAt = new Option<string?>("--received-at")
        {
            Description = "When your mail server received them, where you can vouch for it and their headers do not tell: a time with its offset, such as 2026-04-12T08:30:00Z. The earlier of the two counts.",
            HelpName = "time",
        };
        return new CliCommand(
            host,
            "import",
            "Import mails as if they had just arrived. A mail that is known already changes nothing; a file that cannot be used is named (exit code 2), and all others are taken.",
            "policy-notify replies import mailbox/",
            "policy-notify replies import export.mbox --received-at 2026-04-12T08:30:00Z --json")
        {
            paths, receivedAt,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var query = Moment(invocation.Value(receivedAt));
            var files = invocation.Required(paths).SelectMany(path => Files(invocation, path)).ToList();
            using var service = invocation.OpenService();
            var mails = new List<ImportedMail>();
            foreach (var (file, index) in files.Select((file, index) => (file, index)))
            {
                await foreach (var mail in FileAsync(invocation, service, file, query, cancellationToken))
                    mails.Add(mail);
                if (host.ErrorIsTerminal)
                    await host.Error.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"\r{index + 1} of {files.Count} files"));
            }

            if (host.ErrorIsTerminal && files.Count > 0)
                await host.Error.WriteLineAsync();
            invocation.Answer.Give(mails, words => Write(words, mails));
            return mails.Any(mail => mail.Outcome is "refused" or "unreadable") ? ExitCode.BadInput : ExitCode.Fine;
        });
    }

    // Whoever names a folder that holds none has named another than the one meant.
    private static IReadOnlyList<string> Files(Invocation invocation, string path) => MailFiles.Expand(invocation, [path]) is { Count: > 0 } files
        ? files
        : throw new CommandFailedException(ExitCode.BadInput, $"There is no mail in {path}: name a file, or a folder that holds files called *.eml or *.mbox. Nothing was imported.");

    private static async IAsyncEnumerable<ImportedMail> FileAsync(
        Invocation invocation, Service.ServiceClient service, string file, string query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var mails = MailFiles.Read(file, invocation.Files.FullPath(file)).GetEnumerator();
        while (true)
        {
            ImportedMail result;
            try
            {
                if (!mails.MoveNext())
                    break;
                var (name, mail) = mails.Current;
                var answer = await service.PostNamedAsync($"api/replies/import{query}", name, mail, "message/rfc822", cancellationToken);
                result = ImportedMail.Of(name, service.Read<ReplyImportResult>(answer));
            }
            catch (CommandFailedException exception) when (exception.ExitCode is ExitCode.BadInput)
            {
                result = ImportedMail.Refused(mails.Current.Name, exception.Message);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
            {
                result = ImportedMail.Refused(file, $"It cannot be read: {exception.Message}");
            }

            yield return result;
            if (result.Outcome is "refused" && mails.Current.Mail is null)
                break;
        }
    }

    private static void Write(Answer words, List<ImportedMail> mails)
    {
        words.Heading($"{mails.Count} mails: " + string.Join(", ", mails.GroupBy(mail => mail.Outcome).Select(group => $"{group.Count()} {group.Key}")));
        if (mails.Count > 0)
            words.Table(["file", "outcome", "reply", "kind", "review", "received", "problem"], [.. mails.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(ImportedMail mail) =>
    [
        mail.File, mail.Outcome, mail.Reply?.ToString() ?? "", mail.Kind is { } kind ? Words.Of(kind) : "", mail.NeedsReview ? "yes" : "", Words.Of(mail.ReceivedAt), mail.Problem ?? "",
    ];

    private static string Moment(string? text)
    {
        if (text is null)
            return "";
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? $"?receivedAt={Uri.EscapeDataString(text)}"
            : throw new CommandFailedException(ExitCode.BadInput, $"'{text}' is no time: write --received-at as 2026-04-12T08:30:00Z.");
    }
}

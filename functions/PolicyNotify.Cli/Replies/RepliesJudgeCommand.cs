using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Json;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Cli.Replies;

internal static class RepliesJudgeCommand
{
    public static Command Create(CliHost host)
    {
        var paths = new Argument<string[]>("FILE|DIR") { Description = "Mail files (.eml), mailbox files (.mbox), or folders of them.", Arity = ArgumentArity.OneOrMore };
        return new CliCommand(
            host,
            "judge",
            "Judge mails as the service would: objection, question, request, other, review, automatic, bounce or complaint. Works offline and keeps nothing.",
            "policy-notify replies judge inbox/ --json",
            "policy-notify replies judge answer.eml")
        {
            paths,
        }.Running((invocation, cancellationToken) =>
        {
            var judge = new ReplyJudge(PhraseBooks.Load());
            var errors = new ErrorOutput(invocation.Host, invocation.IsJson);
            var exitCode = ExitCode.Fine;
            var judged = invocation.Required(paths).SelectMany(path => Judge(invocation, judge, path, Fail, cancellationToken));
            if (invocation.IsJson)
            {
                foreach (var mail in judged)
                    invocation.Answer.Line(JsonSerializer.Serialize(mail, PolicyNotifyJson.Compact));
            }
            else
            {
                invocation.Answer.Table(["file", "kind", "why"], [.. judged.Select(mail => (IReadOnlyList<string>)[mail.File, Words.Of(mail.Kind), mail.Reason])]);
            }

            return Task.FromResult(exitCode);

            void Fail(string message) => exitCode = errors.Write(ExitCode.BadInput, message, []);
        });
    }

    private static IEnumerable<JudgedMail> Judge(Invocation invocation, ReplyJudge judge, string path, Action<string> fail, CancellationToken cancellationToken)
    {
        var files = Attempt(path, () => MailFiles.Expand(invocation, [path]), fail);
        if (files is { Count: 0 })
            fail($"There is no mail in {path}: name a file, or a folder that holds files called *.eml or *.mbox.");

        // A file that cannot be read spoils only its own line.
        foreach (var file in files ?? [])
        {
            var mails = MailFiles.Read(file, invocation.Files.FullPath(file)).Select(mail => Judge(judge, mail.Name, mail.Mail, cancellationToken));
            foreach (var mail in Attempt(file, () => mails, fail) ?? [])
                yield return mail;
        }
    }

    private static JudgedMail Judge(ReplyJudge judge, string name, byte[] mail, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(mail);
        return JudgedMail.Of(name, judge.Judge(stream, cancellationToken));
    }

    private static List<T>? Attempt<T>(string path, Func<IEnumerable<T>> list, Action<string> fail)
    {
        try
        {
            return [.. list()];
        }
        catch (CommandFailedException exception)
        {
            fail(exception.Message);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            fail($"{path} cannot be read: {exception.Message}");
            return null;
        }
    }
}

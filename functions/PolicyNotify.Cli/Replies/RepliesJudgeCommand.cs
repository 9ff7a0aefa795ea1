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
        var paths = new Argument<string[]>("FILE|DIR") { Description = "Mail files (.eml), or folders of them.", Arity = ArgumentArity.OneOrMore };
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
            var judged = Expand(invocation, invocation.Required(paths)).Select(file => Judge(invocation, judge, file, cancellationToken));
            if (invocation.IsJson)
            {
                foreach (var mail in judged)
                    invocation.Answer.Line(JsonSerializer.Serialize(mail, PolicyNotifyJson.Compact));
            }
            else
            {
                invocation.Answer.Table(["file", "kind", "why"], [.. judged.Select(mail => (IReadOnlyList<string>)[mail.File, Words.Of(mail.Kind), mail.Reason])]);
            }

            return Task.FromResult(ExitCode.Fine);
        });
    }

    private static JudgedMail Judge(Invocation invocation, ReplyJudge judge, string file, CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(invocation.Files.FullPath(file));
        return JudgedMail.Of(file, judge.Judge(stream, cancellationToken));
    }

    private static List<string> Expand(Invocation invocation, string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            var full = invocation.Files.FullPath(path);
            if (Directory.Exists(full))
                files.AddRange(Directory.EnumerateFiles(full, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Path.Combine(path, Path.GetRelativePath(full, file))));
            else if (File.Exists(full))
                files.Add(path);
            else
                throw new CommandFailedException(ExitCode.BadInput, $"There is no file or folder {path}.");
        }

        return files;
    }
}

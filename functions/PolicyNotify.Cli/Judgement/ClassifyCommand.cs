using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Json;

namespace PolicyNotify.Cli.Judgement;

internal static class ClassifyCommand
{
    public static Command Create(CliHost host)
    {
        var files = new Argument<string[]>("OLD NEW") { Description = "The earlier and the later text, two Markdown files.", Arity = new(0, 2) };
        var pairs = new Option<string>("--pairs") { Description = "A file with one JSON object a line: id, old, new. One line is answered for each.", HelpName = "FILE.jsonl" };
        var rules = RulesFolder.Option();
        return new CliCommand(
            host,
            "classify",
            "Say whether a change is minor or significant, and why. Works offline.",
            "policy-notify classify policy/privacy.md edited.md",
            "policy-notify classify --pairs edits.jsonl > judged.jsonl")
        {
            files, pairs, rules,
        }.Running(async (invocation, cancellationToken) =>
        {
            var classifier = RulesFolder.Load(invocation, rules);
            if (invocation.Value(pairs) is { } file)
                return await ClassifyPairsAsync(invocation, classifier, file, cancellationToken);
            if (invocation.Value(files) is not [var old, var @new])
                throw new CommandFailedException(ExitCode.BadInput, "Name the earlier and the later text, or a file of pairs with --pairs.");

            var comparison = PolicyComparison.Compare(
                await invocation.Files.ReadPolicyAsync(old, cancellationToken),
                await invocation.Files.ReadPolicyAsync(@new, cancellationToken));
            var judgement = classifier.Classify(comparison);
            invocation.Answer.Give(judgement, answer => JudgementWords.Write(answer, judgement));
            return ExitCode.Fine;
        });
    }

    private static async Task<ExitCode> ClassifyPairsAsync(Invocation invocation, ChangeClassifier classifier, string file, CancellationToken cancellationToken)
    {
        var exit = ExitCode.Fine;
        var number = 0;
        foreach (var line in (await invocation.Files.ReadTextAsync(file, cancellationToken)).Split('\n'))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;

            var (pair, problem) = PairFile.Read(line, number);
            var (judgement, unreadable) = problem is null ? PairFile.Judge(classifier, pair!) : (null, problem);
            if (judgement is null)
                exit = ExitCode.BadInput;
            invocation.Answer.Line(judgement is null
                ? JsonSerializer.Serialize(new { id = pair?.Id ?? $"line {number}", error = unreadable }, PolicyNotifyJson.Compact)
                : JsonSerializer.Serialize(JudgedPair.Of(pair!.Id!, judgement), PolicyNotifyJson.Compact));
        }

        return exit;
    }
}

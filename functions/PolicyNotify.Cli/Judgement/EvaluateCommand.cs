using System.CommandLine;

namespace PolicyNotify.Cli.Judgement;

internal static class EvaluateCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "One JSON object a line: id, old, new, significance; optional: agreement, categories, source, reason." };
        var rules = RulesFolder.Option();
        return new CliCommand(
            host,
            "evaluate",
            "Measure the classifier against edits that people have judged.",
            "policy-notify evaluate judged.jsonl",
            "policy-notify evaluate judged.jsonl --json > figures.json")
        {
            file, rules,
        }.Running(async (invocation, cancellationToken) =>
        {
            var classifier = RulesFolder.Load(invocation, rules);
            var evaluation = new Evaluation();
            var number = 0;
            foreach (var line in (await invocation.Files.ReadTextAsync(invocation.Required(file), cancellationToken)).Split('\n'))
            {
                cancellationToken.ThrowIfCancellationRequested();
                number++;
                if (string.IsNullOrWhiteSpace(line))
                    continue;

                var (pair, problem) = PairFile.Read(line, number);
                var (judgement, unreadable) = problem is null ? PairFile.Judge(classifier, pair!) : (null, problem);
                if (judgement is null)
                    evaluation.AddProblem(pair?.Id ?? $"line {number}", unreadable!);
                else
                    evaluation.Add(pair!, judgement, number);
            }

            var report = evaluation.Report();
            invocation.Answer.Give(report, answer => EvaluationWords.Write(answer, report));
            return report.Problems.Count > 0 ? ExitCode.BadInput : ExitCode.Fine;
        });
    }
}

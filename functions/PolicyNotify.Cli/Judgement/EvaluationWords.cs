using System.Globalization;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli.Judgement;

/// <summary>An evaluation in words and tables.</summary>
internal static class EvaluationWords
{
    public static void Write(Answer answer, EvaluationReport report)
    {
        answer.Heading($"{report.Pairs} pairs, of which {Sum(report.Firm)} with a firm judgement by people");
        answer.Table(
            ["people say", "found significant", "found minor"],
            [
                ["significant", Number(report.Firm.SignificantFound), Number(report.Firm.SignificantMissed)],
                ["minor", Number(report.Firm.FalseAlarms), Number(report.Firm.MinorKeptQuiet)],
            ]);
        answer.Line($"Recall: {Percent(report.Firm.Recall)}. False alarms: {Percent(report.Firm.FalseAlarmRate)} of the minor ones.");
        answer.Line($"Contested, not scored: {Sum(report.Contested)}, of which {report.Contested.SignificantFound + report.Contested.MinorKeptQuiet} judged as labelled.");
        if (report.BySource.Count > 0)
            answer.Table(["source", "recall", "false alarms"], [.. report.BySource.Select(source => (IReadOnlyList<string>)[
                source.Source,
                Share(source.Firm.SignificantFound, source.Firm.SignificantMissed, source.Firm.Recall),
                Share(source.Firm.FalseAlarms, source.Firm.MinorKeptQuiet, source.Firm.FalseAlarmRate),
            ])]);
        if (report.RecallByCategory.Count > 0)
            answer.Table(["category", "pairs", "found", "category named"], [.. report.RecallByCategory.Select(share => (IReadOnlyList<string>)[share.Category, Number(share.Pairs), Number(share.Found), Number(share.Named)])]);

        if (report.Errors.Count > 0)
            answer.Heading("Errors");
        foreach (var error in report.Errors)
        {
            answer.Line($"  {error.Id} ({error.Agreement}): people say {Words.Of(error.Expected)}, judged {Words.Of(error.Judged)}{(error.Why is null ? "" : $". They say: {error.Why}")}");
            foreach (var reason in error.Reasons)
                answer.Line($"    {reason}");
        }

        foreach (var problem in report.Problems)
            answer.Line($"  {problem.Id}: {problem.Message}");
    }

    private static int Sum(EvaluationReport.Confusion table) => table.SignificantFound + table.SignificantMissed + table.MinorKeptQuiet + table.FalseAlarms;

    private static string Share(int part, int rest, double? share) => $"{Number(part)} of {Number(part + rest)} ({Percent(share)})";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is null ? "-" : share.Value.ToString("P1", CultureInfo.InvariantCulture);
}

using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;

namespace PolicyNotify.Cli.Judgement;

/// <summary>Collects judgements and counts them against what people said.</summary>
internal sealed class Evaluation
{
    private const int ShownReasons = 6;
    private const string Firm = "firm";

    private readonly List<(PolicyPair Pair, Significance Expected, ChangeClassification Judgement)> judged = [];
    private readonly List<EvaluationReport.Problem> problems = [];

    public void AddProblem(string id, string message) => problems.Add(new(id, message));

    public void Add(PolicyPair pair, ChangeClassification judgement, int line)
    {
        if (Enum.TryParse<Significance>(pair.Significance, ignoreCase: true, out var expected) && Enum.IsDefined(expected))
            judged.Add((pair, expected, judgement));
        else
            AddProblem(pair.Id!, $"Line {line}: the field significance is '{pair.Significance}'; write minor or significant.");
    }

    public EvaluationReport Report()
    {
        var firm = judged.Where(IsFirm).ToList();
        return new(
            judged.Count,
            Count(firm),
            Count(judged.Where(one => !IsFirm(one))),
            Categories(firm),
            [.. firm.GroupBy(one => one.Pair.Source ?? "").Where(group => group.Key.Length > 0).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new EvaluationReport.SourceShare(group.Key, Count(group)))],
            [.. judged.Where(one => one.Expected != one.Judgement.Significance).OrderBy(IsContested).Select(ErrorOf)],
            problems);
    }

    private static bool IsFirm((PolicyPair Pair, Significance Expected, ChangeClassification Judgement) one) =>
        one.Pair.Agreement is null or Firm;

    private static bool IsContested((PolicyPair Pair, Significance Expected, ChangeClassification Judgement) one) => !IsFirm(one);

    private static EvaluationReport.Confusion Count(IEnumerable<(PolicyPair Pair, Significance Expected, ChangeClassification Judgement)> pairs)
    {
        int found = 0, missed = 0, quiet = 0, alarms = 0;
        foreach (var (_, expected, judgement) in pairs)
        {
            var isSignificant = judgement.Significance is Significance.Significant;
            if (expected is Significance.Significant)
                _ = isSignificant ? found++ : missed++;
            else
                _ = isSignificant ? alarms++ : quiet++;
        }

        return new(found, missed, quiet, alarms);
    }

    private static IReadOnlyList<EvaluationReport.Share> Categories(IEnumerable<(PolicyPair Pair, Significance Expected, ChangeClassification Judgement)> firm) =>
    [
        .. firm.Where(one => one.Expected is Significance.Significant)
            .SelectMany(one => (one.Pair.Categories ?? []).Select(category => (Category: category, one.Judgement)))
            .GroupBy(one => one.Category, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new EvaluationReport.Share(
                group.Key,
                group.Count(),
                group.Count(one => one.Judgement.Significance is Significance.Significant),
                group.Count(one => one.Judgement.Reasons.Any(reason => Names(reason, one.Category))))),
    ];

    private static bool Names(Reason reason, string category) =>
        reason.Significance is Significance.Significant
        && reason.Category.ToString().Equals(category.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static EvaluationReport.Error ErrorOf((PolicyPair Pair, Significance Expected, ChangeClassification Judgement) one) => new(
        one.Pair.Id!,
        one.Expected,
        one.Judgement.Significance,
        one.Pair.Agreement ?? Firm,
        one.Pair.Reason,
        [.. one.Judgement.Reasons.Where(reason => reason.Significance == one.Judgement.Significance).Take(ShownReasons).Select(reason => $"{reason.Rule}: {reason.Message}")]);
}

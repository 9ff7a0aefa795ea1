using PolicyNotify.Changes;

namespace PolicyNotify.Cli.Judgement;

/// <summary>How well the classifier agrees with people. Only firm judgements of theirs are scored; contested ones are told apart.</summary>
internal sealed record EvaluationReport(
    int Pairs,
    EvaluationReport.Confusion Firm,
    EvaluationReport.Confusion Contested,
    IReadOnlyList<EvaluationReport.Share> RecallByCategory,
    IReadOnlyList<EvaluationReport.SourceShare> BySource,
    IReadOnlyList<EvaluationReport.Error> Errors,
    IReadOnlyList<EvaluationReport.Problem> Problems)
{
    /// <summary>The confusion table. Recall and false-alarm rate are shares from 0 to 1; null when there is nothing to share.</summary>
    internal sealed record Confusion(int SignificantFound, int SignificantMissed, int MinorKeptQuiet, int FalseAlarms)
    {
        public double? Recall => SignificantFound + SignificantMissed == 0 ? null : (double)SignificantFound / (SignificantFound + SignificantMissed);

        public double? FalseAlarmRate => MinorKeptQuiet + FalseAlarms == 0 ? null : (double)FalseAlarms / (MinorKeptQuiet + FalseAlarms);
    }

    /// <summary>Of the firm significant changes of a category: how many were found significant, and for how many a reason names that category.</summary>
    internal sealed record Share(string Category, int Pairs, int Found, int Named);

    internal sealed record SourceShare(string Source, Confusion Firm);

    internal sealed record Error(string Id, Significance Expected, Significance Judged, string Agreement, string? Why, IReadOnlyList<string> Reasons);

    internal sealed record Problem(string Id, string Message);
}

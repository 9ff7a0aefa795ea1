using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Puts findings into the words of the rules file.</summary>
internal sealed class ReasonWriter(Lexicon lexicon)
{
    private const int LongestQuote = 160;
    private const int MostTerms = 6;

    // The sentence of the reason ends by itself.
    private static readonly char[] Closing = ['.', ';', ',', ':', ' '];

    public Reason Write(Finding finding)
    {
        var rule = lexicon.Rules[finding.Rule];
        var category = rule.Category ?? finding.Category ?? ReasonCategory.Scope;
        var template = finding.Trend is not Trend.None ? TrendWords(finding.Trend, category) : finding.Kind switch
        {
            FindingKind.Added => rule.Added,
            FindingKind.Removed => rule.Removed,
            _ => rule.Changed,
        };
        var direction = finding.Significance is Significance.Minor ? Direction.None
            : finding.Kind is FindingKind.Added ? rule.WhenAdded
            : finding.Kind is FindingKind.Removed ? rule.WhenRemoved
            : DirectionOf(finding.Trend, category);
        return new(
            category,
            finding.Rule,
            finding.Significance,
            Fill(template, finding),
            finding.Clause.Section?.Title ?? "",
            finding.OldText.Length == 0 ? null : finding.OldText,
            finding.NewText.Length == 0 ? null : finding.NewText,
            finding.Confidence,
            direction,
            finding.Significance is Significance.Significant && finding.Confidence is not Confidence.High ? rule.ToSettle : null,
            finding.Clause.Line);
    }

    private string TrendWords(Trend trend, ReasonCategory category)
    {
        var rule = lexicon.Rules[category is ReasonCategory.Retention ? "period-kept" : category is ReasonCategory.Children ? "age" : "number"];
        return trend is Trend.Rises ? rule.Added : rule.Removed;
    }

    // Longer storage is worse for the person, longer notice better; of other numbers the words do not tell.
    private static Direction DirectionOf(Trend trend, ReasonCategory category) => (trend, category) switch
    {
        (Trend.Rises, ReasonCategory.Retention) or (Trend.Falls, ReasonCategory.Notice) => Direction.Worse,
        (Trend.Falls, ReasonCategory.Retention) or (Trend.Rises, ReasonCategory.Notice) => Direction.Better,
        _ => Direction.Different,
    };

    private static string Fill(string template, Finding finding) => template
        .Replace("{terms}", string.Join(", ", finding.Terms.Take(MostTerms).Select(term => term.TrimEnd(Closing))) + (finding.Terms.Count > MostTerms ? " and more" : ""), StringComparison.Ordinal)
        .Replace("{old}", Short(finding.OldText.TrimEnd(Closing)), StringComparison.Ordinal)
        .Replace("{new}", Short(finding.NewText.TrimEnd(Closing)), StringComparison.Ordinal);

    private static string Short(string text) =>
        text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, text.LastIndexOf(' ', LongestQuote) is var cut && cut > 0 ? cut : LongestQuote), " …");
}

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Assembles what people could be told, section by section.</summary>
internal static class Summaries
{
    private const int MostSentences = 5;

    public static IReadOnlyList<SectionSummary> Of(IReadOnlyList<Reason> reasons) =>
    [
        .. reasons.Where(reason => reason.Significance is Significance.Significant)
            .GroupBy(reason => reason.Section, StringComparer.Ordinal)
            .OrderBy(section => section.Min(reason => reason.Line ?? 0))
            .Select(section => new SectionSummary(section.Key, [.. section.Select(reason => reason.Message).Distinct(StringComparer.Ordinal).Take(MostSentences)])),
    ];
}

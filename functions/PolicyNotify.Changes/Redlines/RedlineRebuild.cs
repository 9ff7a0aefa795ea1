using System.Text;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Puts the texts together again from the rows: the proof that a redline leaves nothing out.</summary>
internal static class RedlineRebuild
{
    public static string Old(PolicyComparison comparison, IReadOnlyList<RedlineSection> sections) =>
        Join(comparison.Old, sections, item => item.OldIndex, run => run.OldSource);

    public static string New(PolicyComparison comparison, IReadOnlyList<RedlineSection> sections) =>
        Join(comparison.New, sections, item => item.NewIndex, run => run.NewSource);

    /// <summary>What stands above the first clause's reach: the front matter.</summary>
    public static string Head(PolicyDocument document) => document.Source[..^document.Body.Length];

    /// <summary>What stands below the last clause.</summary>
    public static string Tail(PolicyDocument document) =>
        document.Body[(document.Clauses.Count == 0 ? 0 : document.Clauses[^1].End)..];

    private static string Join(
        PolicyDocument document,
        IReadOnlyList<RedlineSection> sections,
        Func<RedlineItem, int?> place,
        Func<RedlineRun, string?> source)
    {
        var text = new StringBuilder(document.Source.Length).Append(Head(document));
        foreach (var item in sections.SelectMany(section => section.Items).Where(item => place(item) is not null).OrderBy(place))
        {
            foreach (var run in item.Runs)
                text.Append(source(run));
        }

        return text.Append(Tail(document)).ToString();
    }
}

using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Finds what a change is about where its words do not say: from its sentence, then from the headings over it.</summary>
internal sealed class Topics(Lexicon lexicon, SentenceReader reader)
{
    private const int LongestText = 2_000;

    private readonly Dictionary<string, ReasonCategory?> titles = new(StringComparer.Ordinal);

    /// <summary>The finding with its category, where neither the finding nor its rule has one.</summary>
    public Finding Named(Finding finding)
    {
        if (finding.Category is not null || finding.Significance is Significance.Minor || lexicon.Rules[finding.Rule].Category is not null)
            return finding;

        // A name is a recipient's where recipients are spoken of, else a product or a place that is covered.
        var topic = Of(finding);
        return finding with { Category = finding.Rule is "named-party" && topic is not ReasonCategory.Sharing ? ReasonCategory.Scope : topic };
    }

    private ReasonCategory? Of(Finding finding)
    {
        // A sentence says more surely what is done with data than which data it is done with.
        var found = Substance(finding, finding.NewText.Length > 0 ? finding.NewText : finding.OldText);
        foreach (var category in found)
        {
            if (category is not (ReasonCategory.Collection or ReasonCategory.Scope or ReasonCategory.Transfer))
                return category;
        }

        for (var section = finding.Clause.Section; section is not null; section = section.Parent)
        {
            if (OfTitle(finding, section.Title) is { } title)
                return title;
        }

        return found.Count > 0 ? found[0] : null;
    }

    private ReasonCategory? OfTitle(Finding finding, string title)
    {
        if (titles.TryGetValue(title, out var known))
            return known;

        var reading = reader.Read(finding.Clause, title);
        var groups = reading.Groups.Where(group => group >= 0).Select(group => lexicon.Entries[group].Id).ToHashSet();
        return titles[title] = reading.Substance.Count > 0 ? lexicon.Entries[reading.Substance[0].Entry].Category
            : groups.Contains("third") || reading.Words.Any(word => reader.Table.StemOf(word.Id) is "receiv") ? ReasonCategory.Sharing
            : groups.Contains("process") ? ReasonCategory.Purpose
            : groups.Contains("keep") ? ReasonCategory.Retention
            : null;
    }

    private List<ReasonCategory> Substance(Finding finding, string text)
    {
        if (text.Length > LongestText)
            return [];
        var reading = reader.Read(finding.Clause, text);
        return [.. reading.Substance.Where(found => reading.Classes[found.Start] is WordClass.Substance).Select(found => lexicon.Entries[found.Entry].Category!.Value).Distinct()];
    }
}

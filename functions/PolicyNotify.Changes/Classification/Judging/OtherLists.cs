using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Finds items that stayed as they were while the line that introduces them changed its sense: "We never ask for:" went,
/// and its items now stand below "We ask for:". Likewise what stands under other headings, "Children" instead of "Adults".
/// </summary>
internal sealed class OtherLists(PolicyComparison comparison, Surroundings old, Surroundings @new)
{
    /// <summary>The items, the first of each list.</summary>
    /// <param name="changed">The clauses whose words differ.</param>
    public IEnumerable<Finding> Find(List<ClauseChange> changed)
    {
        foreach (var finding in UnderHeadings())
            yield return finding;

        // Where no introduction differs, no item is looked into: most of a text is equal in both versions.
        if (!changed.Exists(change => change.Old.Any(clause => Introduces(comparison.Old, clause)) || change.New.Any(clause => Introduces(comparison.New, clause))))
            yield break;

        var told = new HashSet<(LeadIns.Senses, LeadIns.Senses)>();
        foreach (var change in comparison.Alignment)
        {
            if (change is not { IsMoved: false, IsFormOnly: true, Old: [{ Kind: ClauseKind.ListItem } before], New: [{ Kind: ClauseKind.ListItem } after] })
                continue;
            var (was, @is) = (old.SenseOfList(before), @new.SenseOfList(after));
            if (Differ(was, @is) && told.Add((was, @is)))
                yield return new("other-list", FindingKind.Changed, Significance.Significant, Confidence.Medium, after, change.NewText, change.NewText, []);
        }
    }

    // A list of recipients may be introduced with their word or with none; what is denied or sold is another thing.
    private static bool Differ(LeadIns.Senses was, LeadIns.Senses @is) =>
        ((was ^ @is) & (LeadIns.Senses.Denied | LeadIns.Senses.Sold)) != 0 || (was != @is && was is not LeadIns.Senses.None && @is is not LeadIns.Senses.None);

    // The first of each section.
    private IEnumerable<Finding> UnderHeadings()
    {
        var told = new HashSet<(Section?, Section?)>();
        foreach (var change in comparison.Alignment)
        {
            if (change is { IsFormOnly: true, Old: [{ Kind: not ClauseKind.Heading } before], New: [{ Meaning.Length: > 0 } after] } && !after.IsDateLine
                && !old.Headings.Agree(before, @new.Headings, after) && told.Add((before.Section, after.Section)))
            {
                yield return UnderOtherHeading(after, change.NewText);
            }
        }
    }

    /// <summary>A clause stands as it stood, but under a heading of another sense.</summary>
    public static Finding UnderOtherHeading(Clause after, string text) =>
        new("other-heading", FindingKind.Changed, Significance.Significant, Confidence.Low, after, text, text, []);

    private static bool Introduces(PolicyDocument side, Clause clause) =>
        clause.Kind is not ClauseKind.Heading && clause.Index + 1 < side.Clauses.Count && side.Clauses[clause.Index + 1].Kind is ClauseKind.ListItem
        && (clause.Kind is not ClauseKind.ListItem || clause.Meaning.EndsWith(':'));
}

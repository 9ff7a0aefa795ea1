using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Divides the rows of a redline by the headings under which they stand.</summary>
internal static class RedlineSections
{
    public static IReadOnlyList<RedlineSection> Divide(PolicyComparison comparison)
    {
        var departures = Departures.Find(comparison);
        var sections = new List<RedlineSection>();
        var items = new List<RedlineItem>();
        Section? current = null;
        foreach (var change in comparison.Alignment)
        {
            var isRemoved = change.New.Count == 0;
            var isHeading = (isRemoved ? change.Old : change.New)[0].Kind is ClauseKind.Heading;

            // What was removed stays beside its neighbours unless its own heading went with it.
            if (isHeading || (!isRemoved && change.Section != current))
            {
                Close(current, items, sections);
                (current, items) = (change.Section, []);
            }

            items.Add(new RedlineItem(comparison, change, departures.GetValueOrDefault(change) ?? []));
        }

        Close(current, items, sections);
        return sections;
    }

    private static void Close(Section? section, List<RedlineItem> items, List<RedlineSection> sections)
    {
        if (items.Count > 0)
            sections.Add(new(section?.Path ?? "", items));
    }
}

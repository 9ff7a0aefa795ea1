using System.Globalization;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Redlines;

/// <summary>The words in which every rendering says what became of a row.</summary>
internal static class RedlineWords
{
    public static string Label(RedlineItem item) => item.Kind switch
    {
        ClauseChangeKind.Added => "Added",
        ClauseChangeKind.Removed => "Removed",
        ClauseChangeKind.Moved => MovedFrom(item, "Moved"),
        ClauseChangeKind.Reworded when item.IsMoved => MovedFrom(item, "Moved and changed"),
        ClauseChangeKind.Reworded => "Changed",
        _ => "Unchanged",
    };

    public static string Folded(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} unchanged {(count == 1 ? "paragraph" : "paragraphs")}");

    public static string FoldedSections(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} unchanged {(count == 1 ? "section" : "sections")}");

    /// <summary>Says at the old place where something went.</summary>
    public static string MovedAway(int count, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "paragraph" : "paragraphs")} moved away, now {(path.Length > 0 ? $"under “{path}”" : "before the first heading")}");

    /// <summary>The heading to print over a section; its last part when the rows begin with the heading itself.</summary>
    public static bool StartsWithHeading(RedlineSection section) => section.Items[0].ClauseKind is ClauseKind.Heading;

    private static string MovedFrom(RedlineItem item, string word) =>
        item.MovedFrom is { Length: > 0 } from ? $"{word}, from “{from}”" : word;
}

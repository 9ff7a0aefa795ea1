using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>A line of a table of contents with the lines below it.</summary>
internal sealed record ContentsLine(string Anchor, string Text, IReadOnlyList<ContentsLine> Children)
{
    /// <summary>Two levels: what stands deeper is found by reading.</summary>
    public static IReadOnlyList<ContentsLine> Tree(IReadOnlyList<ContentsEntry> entries)
    {
        if (entries.Count == 0) return [];

        var top = entries.Min(entry => entry.Level);
        var lines = new List<(ContentsEntry Entry, List<ContentsLine> Children)>();
        foreach (var entry in entries)
        {
            if (entry.Level == top || lines.Count == 0)
            {
                lines.Add((entry, []));
            }
            else if (entry.Level == top + 1)
            {
                lines[^1].Children.Add(new(entry.Anchor, entry.Text, []));
            }
        }

        return [.. lines.Select(line => new ContentsLine(line.Entry.Anchor, line.Entry.Text, line.Children))];
    }
}

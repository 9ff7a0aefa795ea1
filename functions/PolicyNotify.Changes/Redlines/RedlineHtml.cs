using System.Net;
using System.Text;
using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Writes a redline as an HTML fragment without scripts, styles or anything of the texts' own markup.</summary>
internal sealed class RedlineHtml(Redline redline)
{
    private readonly StringBuilder html = new();

    public string Write()
    {
        html.Append("<div class=\"redline\">\n");
        if (redline.IsEmpty)
            html.Append("<p class=\"redline-none\">Nothing in the wording changed.</p>\n");

        for (var i = 0; i < redline.Sections.Count; i++)
        {
            var first = i;
            while (i < redline.Sections.Count && redline.Sections[i].Items.All(IsQuiet))
                i++;
            if (i > first)
                WriteFolded([.. redline.Sections.Skip(first).Take(i - first)]);
            if (i < redline.Sections.Count)
                WriteSection(redline.Sections[i]);
        }

        return html.Append("</div>\n").ToString();
    }

    private void WriteFolded(IReadOnlyList<RedlineSection> sections)
    {
        html.Append("<details class=\"redline-folded\"><summary>")
            .Append(RedlineWords.FoldedSections(sections.Count))
            .Append("</summary>\n");
        foreach (var item in sections.SelectMany(section => section.Items))
            WriteItem(item);
        html.Append("</details>\n");
    }

    private void WriteSection(RedlineSection section)
    {
        html.Append("<section class=\"redline-section\"");
        if (section.Path.Length > 0)
            html.Append(" aria-label=\"").Append(Encode(section.Path)).Append('"');
        html.Append(">\n");

        var first = 0;
        if (RedlineWords.StartsWithHeading(section))
        {
            WriteItem(section.Items[first]);
            WriteMovedAway(section.Items[first++]);
        }
        else if (section.Path.Length > 0)
        {
            html.Append("<h3 class=\"redline-heading redline-continued\">").Append(Encode(section.Path)).Append("</h3>\n");
        }

        for (var i = first; i < section.Items.Count; i++)
        {
            var from = i;
            while (i < section.Items.Count && IsQuiet(section.Items[i]))
                i++;

            // What follows an unchanged paragraph is told below it, not hidden with it.
            var unfolded = i < section.Items.Count && section.Items[i].IsFolded ? i + 1 : i;
            if (unfolded > from)
                WriteFoldedItems([.. section.Items.Skip(from).Take(unfolded - from)]);
            if (i < section.Items.Count && unfolded == i)
                WriteItem(section.Items[i]);
            if (i < section.Items.Count)
                WriteMovedAway(section.Items[i]);
        }

        html.Append("</section>\n");
    }

    private static bool IsQuiet(RedlineItem item) => item.IsFolded && item.MovedAway.Count == 0;

    private void WriteMovedAway(RedlineItem item)
    {
        foreach (var group in item.MovedAway.GroupBy(change => change.Section?.Path ?? "", StringComparer.Ordinal))
        {
            html.Append("<details class=\"redline-folded redline-moved-away\"><summary>").Append(Encode(RedlineWords.MovedAway(group.Count(), group.Key))).Append("</summary>\n");
            foreach (var change in group)
                html.Append("<p class=\"redline-item\">").Append(Lines(change.OldText)).Append("</p>\n");
            html.Append("</details>\n");
        }
    }

    private void WriteFoldedItems(IReadOnlyList<RedlineItem> items)
    {
        html.Append("<details class=\"redline-folded\"><summary>").Append(RedlineWords.Folded(items.Count)).Append("</summary>\n");
        foreach (var item in items)
            WriteItem(item);
        html.Append("</details>\n");
    }

    private void WriteItem(RedlineItem item)
    {
        var element = item.HeadingLevel is null ? "p" : "h3";
        html.Append('<').Append(element).Append(" class=\"").Append(Class(item)).Append("\">");
        if (!item.IsFolded)
            html.Append("<span class=\"redline-label\">").Append(Encode(RedlineWords.Label(item))).Append(":</span> ");
        WriteNumbering(item);
        foreach (var run in item.Runs)
            WriteRun(run);
        TrimEnd();
        html.Append("</").Append(element).Append(">\n");
    }

    private void WriteNumbering(RedlineItem item)
    {
        if (item.Numbering.Length == 0)
            return;
        if (item.Kind is ClauseChangeKind.Removed)
            WriteMarked("del", "deleted: ", item.Numbering);
        else if (item.Kind is ClauseChangeKind.Added)
            WriteMarked("ins", "inserted: ", item.Numbering);
        else
            html.Append(Encode(item.Numbering));
        html.Append(' ');
    }

    private static string Class(RedlineItem item)
    {
        var kind = item.Kind switch
        {
            ClauseChangeKind.Added => "redline-added",
            ClauseChangeKind.Removed => "redline-removed",
            ClauseChangeKind.Moved => "redline-moved",
            ClauseChangeKind.Reworded => item.IsMoved ? "redline-reworded redline-moved" : "redline-reworded",
            _ => "redline-unchanged",
        };
        var form = item.ClauseKind.ToString().ToLowerInvariant();
        return item.HeadingLevel is { } level ? $"redline-item redline-heading redline-h{level} {kind}" : $"redline-item redline-{form} {kind}";
    }

    private void WriteRun(RedlineRun run)
    {
        var words = run.Text.TrimEnd(' ', '\n');
        var space = run.Text[words.Length..];
        switch (run.Kind)
        {
            case RedlineRunKind.Deleted when words.Length > 0:
                WriteMarked("del", "deleted: ", words);
                break;
            case RedlineRunKind.Inserted when words.Length > 0:
                WriteMarked("ins", "inserted: ", words);
                break;
            default:
                html.Append(Lines(words));
                break;
        }

        html.Append(Lines(run.Kind is RedlineRunKind.Deleted && space.Length == 0 ? " " : space));
    }

    private void WriteMarked(string element, string alternative, string words) =>
        html.Append('<').Append(element).Append(" class=\"redline-").Append(element).Append("\"><span class=\"redline-hint\">[")
            .Append(alternative).Append("</span>").Append(Lines(words)).Append("<span class=\"redline-hint\">]</span></").Append(element).Append('>');

    private void TrimEnd()
    {
        while (html[^1] == ' ')
            html.Length--;
    }

    private static string Lines(string text) => Encode(text).Replace("\n", "<br>\n", StringComparison.Ordinal);

    private static string Encode(string text) => WebUtility.HtmlEncode(Visible.Text(text));
}

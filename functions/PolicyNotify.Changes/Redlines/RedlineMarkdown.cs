using System.Text;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Writes a redline as Markdown, for pull requests and job summaries.</summary>
internal sealed class RedlineMarkdown(Redline redline)
{
    private const string Special = "\\`*_{}[]<>()#~|!&$";

    private readonly StringBuilder text = new();

    public string Write()
    {
        if (redline.IsEmpty)
            return "Nothing in the wording changed.\n";

        foreach (var section in redline.Sections.Where(section => !section.IsFolded))
            WriteSection(section);
        return text.ToString();
    }

    private void WriteSection(RedlineSection section)
    {
        if (section.Path.Length > 0)
            text.Append("### ").Append(Escape(section.Path)).Append("\n\n");

        foreach (var (folded, item) in section.Shown)
        {
            WriteFolded(folded);
            if (item is not null)
                WriteItem(item);
        }
    }

    private void WriteFolded(int count)
    {
        if (count > 0)
            text.Append("*… ").Append(RedlineWords.Folded(count)).Append("*\n\n");
    }

    private void WriteItem(RedlineItem item)
    {
        text.Append('*').Append(Escape(RedlineWords.Label(item))).Append(":* ");
        foreach (var run in item.Runs)
        {
            var words = run.Text.TrimEnd(' ', '\n');
            var mark = run.Kind switch { RedlineRunKind.Deleted => "~~", RedlineRunKind.Inserted => "**", _ => "" };
            var space = run.Text[words.Length..];
            if (words.Length > 0)
                text.AppendJoin("\\\n", words.Split('\n').Select(line => line.Trim().Length == 0 ? "" : $"{mark}{Escape(line.Trim())}{mark}"));
            text.Append(run.Kind is RedlineRunKind.Deleted && space.Length == 0 ? " " : space.Contains('\n') ? "\\\n" : space);
        }

        while (text[^1] is ' ' or '\n' or '\\' && !(text[^1] == '\\' && text[^2] == '\\'))
            text.Length--;
        text.Append("\n\n");
    }

    private static string Escape(string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        foreach (var c in Visible.Text(words))
        {
            if (Special.Contains(c))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}

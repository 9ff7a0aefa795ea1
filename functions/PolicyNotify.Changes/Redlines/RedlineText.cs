using System.Text;
using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Writes a redline as plain text. The marks stand with and without colour, so that colour alone says nothing.</summary>
internal sealed class RedlineText(Redline redline, bool colour)
{
    private const string Red = "\u001b[31;9m";
    private const string Green = "\u001b[32m";
    private const string Bold = "\u001b[1m";
    private const string Dim = "\u001b[2m";
    private const string Reset = "\u001b[0m";

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
            text.Append(Styled(Bold, $"== {Visible.Text(section.Path)} ==")).Append('\n');

        foreach (var (folded, item) in section.Shown)
        {
            WriteFolded(folded);
            if (item is not null)
                WriteItem(item);
        }

        text.Append('\n');
    }

    private void WriteFolded(int count)
    {
        if (count > 0)
            text.Append("  ").Append(Styled(Dim, $"... {RedlineWords.Folded(count)}")).Append('\n');
    }

    private void WriteItem(RedlineItem item)
    {
        var sign = item.Kind switch
        {
            ClauseChangeKind.Added => '+',
            ClauseChangeKind.Removed => '-',
            ClauseChangeKind.Moved => '>',
            _ => '~',
        };
        text.Append(sign).Append(' ').Append(Styled(Dim, $"{Visible.Text(RedlineWords.Label(item))}:")).Append(' ');
        foreach (var run in item.Runs)
        {
            var words = Visible.Text(run.Text.TrimEnd(' ', '\n')).Replace("\n", "\n  ", StringComparison.Ordinal);
            var space = run.Text[run.Text.TrimEnd(' ', '\n').Length..];
            text.Append(run.Kind switch
            {
                RedlineRunKind.Deleted when words.Length > 0 => Styled(Red, $"[-{words}-]"),
                RedlineRunKind.Inserted when words.Length > 0 => Styled(Green, $"{{+{words}+}}"),
                _ => words,
            });
            text.Append(run.Kind is RedlineRunKind.Deleted && space.Length == 0 ? " " : space.Replace("\n", "\n  ", StringComparison.Ordinal));
        }

        while (text[^1] is ' ' or '\n')
            text.Length--;
        text.Append('\n');
    }

    private string Styled(string style, string words) => colour ? $"{style}{words}{Reset}" : words;
}

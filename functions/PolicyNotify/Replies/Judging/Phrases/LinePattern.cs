namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>A line's fixed words with <c>...</c> for anything between, such as <c>am ... schrieb ...</c>.</summary>
internal sealed class LinePattern
{
    private readonly string[] pieces;
    private readonly bool anyStart;
    private readonly bool anyEnd;

    public LinePattern(string source)
    {
        pieces = [.. source.Split("...", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(piece => $" {Fold(piece)} ")];
        anyStart = source.StartsWith("...", StringComparison.Ordinal);
        anyEnd = source.EndsWith("...", StringComparison.Ordinal);
    }

    /// <summary>The words of a line, parted and surrounded by single spaces.</summary>
    public static string Fold(string line) => string.Join(' ', Sentences.WordsOf(line).Where(word => !word.IsComma).Select(word => word.Text));

    /// <summary>Whether a folded line has the pieces in order, and begins and ends with them where the pattern does.</summary>
    public bool Matches(string folded)
    {
        var text = $" {folded} ";
        var at = 0;
        for (var index = 0; index < pieces.Length; index++)
        {
            var found = text.IndexOf(pieces[index], at, StringComparison.Ordinal);
            if (found < 0 || (index == 0 && !anyStart && found > 0))
                return false;
            at = found + pieces[index].Length - 1;
        }

        return anyEnd || text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}

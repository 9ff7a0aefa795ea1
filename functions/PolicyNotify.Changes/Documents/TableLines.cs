namespace PolicyNotify.Changes.Documents;

/// <summary>
/// Recognises pipe tables by their lines. Markdig finds tables only while parsing inlines, which is not done for every
/// clause (see <see cref="ClauseReader"/>).
/// </summary>
internal static class TableLines
{
    /// <summary>Whether the second line is a rule of hyphens and bars.</summary>
    public static bool IsTable(ReadOnlySpan<char> paragraph)
    {
        var first = paragraph.IndexOf('\n');
        if (first < 0 || !paragraph[..first].Contains('|'))
            return false;

        var rest = paragraph[(first + 1)..];
        var second = rest.IndexOf('\n');
        return IsRule(second < 0 ? rest : rest[..second]);
    }

    /// <summary>Whether a line divides a table's head from its rows.</summary>
    public static bool IsRule(ReadOnlySpan<char> line)
    {
        line = line.Trim().TrimStart('>').Trim();
        return line.Contains('-') && line.Contains('|') && line.IndexOfAnyExcept("|-: \t") < 0;
    }
}

namespace PolicyNotify.Changes.Documents;

/// <summary>Where the front matter of a file stands.</summary>
/// <param name="IsPresent">Whether the file opens with a line of three hyphens and closes it again.</param>
/// <param name="Yaml">What stands between the two lines.</param>
/// <param name="BodyStart">Where the text below starts, in characters.</param>
/// <param name="BodyLine">The line on which the text below starts, counted from 1.</param>
internal readonly record struct FrontMatterBlock(bool IsPresent, string Yaml, int BodyStart, int BodyLine)
{
    public static FrontMatterBlock Find(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        var none = new FrontMatterBlock(false, "", start, 1);
        var first = LineAt(text, start, out var next);
        if (!IsFence(first))
            return none;

        var yamlStart = next;
        for (var line = 2; next < text.Length; line++)
        {
            var lineStart = next;
            if (IsFence(LineAt(text, lineStart, out next)))
                return new(true, text[yamlStart..lineStart], next, line + 1);
        }

        // A rule at the top and no second one: three hyphens are also a thematic break.
        return none;
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimEnd() is "---";

    private static ReadOnlySpan<char> LineAt(string text, int start, out int next)
    {
        var end = text.IndexOf('\n', start);
        next = end < 0 ? text.Length : end + 1;
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start);
    }
}

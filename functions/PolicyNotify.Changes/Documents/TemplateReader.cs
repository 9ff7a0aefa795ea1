namespace PolicyNotify.Changes.Documents;

/// <summary>
/// Finds where a templating tag or an attribute list ends. A tag that holds a sentence is no tag: whoever publishes the text as
/// it stands shows it to readers, so it is text. Every answer is remembered, so that time grows with length.
/// </summary>
internal sealed class TemplateReader(string text, int end)
{
    // So many plain words side by side are no expression.
    private const int LeastWords = 3;

    // A tag longer than this is looked through no further; it bounds the work on hostile input.
    private const int MostLookedAt = 2000;

    private static readonly string[] Keywords = ["if", "else", "unless", "for", "in", "is", "not", "and", "or", "contains", "with", "as", "set", "include", "endif", "endfor"];

    private readonly Dictionary<string, Ending> endings = new(StringComparer.Ordinal);

    /// <summary>Where a tag that starts here ends; the start when it is none.</summary>
    public int End(int start)
    {
        if (start + 1 >= end)
            return start;

        var close = text[start + 1] switch
        {
            '%' => "%}",
            '{' => "}}",
            '<' => ">}}",
            '#' or ':' or '.' => "}",
            _ => "",
        };
        if (close.Length == 0 || start + 2 >= end)
            return start;

        // The next closing mark is the same for every tag that opens before it.
        var ending = endings.GetValueOrDefault(close, new(-1, -1));
        if (ending.At < start + 2)
        {
            var found = text.AsSpan(start + 2, end - start - 2).IndexOf(close, StringComparison.Ordinal);
            ending = new(found < 0 ? int.MaxValue : start + 2 + found, -1);
        }

        if (ending.At < int.MaxValue && ending.SentenceAt < start)
            ending = ending with { SentenceAt = Sentence(start + 2, ending.At) };
        endings[close] = ending;
        return ending.At == int.MaxValue || ending.SentenceAt >= start ? start : ending.At + close.Length;
    }

    // Where words stand side by side as in a sentence: "We share it", not "user.name | upper" or "a if b else c".
    private int Sentence(int start, int close)
    {
        var limit = Math.Min(close, start + MostLookedAt);
        var words = 0;
        for (var at = start; at < limit;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var from = at;
            while (at < limit && !char.IsWhiteSpace(text[at]))
                at++;
            words = IsWord(text.AsSpan(from, at - from)) ? words + 1 : 0;
            if (words >= LeastWords)
                return from;
        }

        return -1;
    }

    private static bool IsWord(ReadOnlySpan<char> part)
    {
        var word = part.Trim("\"'“”‘’(),.;:!?*");
        foreach (var keyword in Keywords)
        {
            if (word.Equals(keyword, StringComparison.Ordinal))
                return false;
        }

        foreach (var c in word)
        {
            if (!char.IsLetter(c) && c is not ('\'' or '’' or '-'))
                return false;
        }

        return word.Length > 0;
    }

    /// <summary>Where the next closing mark stands, and a sentence before it; -1 when none was found.</summary>
    private readonly record struct Ending(int At, int SentenceAt);
}

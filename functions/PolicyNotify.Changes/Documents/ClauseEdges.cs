namespace PolicyNotify.Changes.Documents;

/// <summary>The edges of a clause and of its lines that are markup: number signs, underlines, fences, quote marks.</summary>
internal static class ClauseEdges
{
    /// <summary>Where the text of a clause starts and ends once the markup around it is set aside.</summary>
    public static (int Start, int End) Trim(string body, Clause clause)
    {
        var (start, end) = (clause.Start, clause.End);
        if ((clause.Form & ClauseForm.NumberSigns) != 0)
            return TrimNumberSigns(body, start, end);

        if ((clause.Form & ClauseForm.Underlined) != 0)
        {
            var underline = body.LastIndexOf('\n', end - 1, end - start);
            return (start, underline > start ? underline : end);
        }

        return (clause.Form & ClauseForm.Fenced) != 0 ? TrimFences(body, start, end) : (start, end);
    }

    /// <summary>Skips indentation and quote marks at the start of a line.</summary>
    public static int SkipLinePrefix(string body, int at, int end, ClauseForm form)
    {
        var quoted = (form & ClauseForm.Quoted) != 0;
        while (at < end && (body[at] is ' ' or '\t' || (quoted && body[at] == '>')))
            at++;
        return at;
    }

    private static (int Start, int End) TrimNumberSigns(string body, int start, int end)
    {
        while (start < end && body[start] is '#' or ' ' or '\t')
            start++;

        var close = end;
        while (close > start && body[close - 1] == '#')
            close--;
        return (start, close > start && body[close - 1] is ' ' or '\t' ? close : end);
    }

    private static (int Start, int End) TrimFences(string body, int start, int end)
    {
        var first = body.IndexOf('\n', start, end - start);
        if (first < 0)
            return (end, end);

        var last = body.LastIndexOf('\n', end - 1, end - start);
        var closing = body.AsSpan(last + 1, end - last - 1).TrimStart(" \t>");
        var isFence = closing.Length >= 3 && closing.IndexOfAnyExcept(closing[0]) < 0 && closing[0] is '`' or '~';
        return (Math.Min(first + 1, end), isFence && last > start ? Math.Max(last, first + 1) : end);
    }
}

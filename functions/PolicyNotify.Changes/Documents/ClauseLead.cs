namespace PolicyNotify.Changes.Documents;

/// <summary>Numbering and bullets that authors write into the text itself, such as "2.1", "(a)", "Section 3:" or "•".</summary>
internal static class ClauseLead
{
    private const string Bullets = "•◦▪▫■□‣⁃·●○–—-*";
    private static readonly string[] Names = ["section", "article", "part", "clause", "chapter"];

    /// <summary>Skips what stands in front of a clause's words.</summary>
    /// <param name="text">The whole body.</param>
    /// <param name="start">Where the clause starts.</param>
    /// <param name="end">Where it ends, exclusive.</param>
    /// <param name="kind">A heading may be numbered more freely than a paragraph, where "30 days" could start a sentence.</param>
    /// <param name="number">The number or letter; null when there is none.</param>
    public static int Skip(string text, int start, int end, ClauseKind kind, out string? number)
    {
        number = null;
        var at = SkipMarks(text, start, end);
        if (at + 1 < end && Bullets.Contains(text[at]) && char.IsWhiteSpace(text[at + 1]))
            at = SkipMarks(text, at + 1, end);
        if (at + 2 < end && text[at] == '[' && text[at + 1] is ' ' or 'x' or 'X' && text[at + 2] == ']')
            at = SkipMarks(text, at + 3, end);

        var numbered = Number(text, at, end, kind is ClauseKind.Heading);
        if (numbered == at)
            return at == start ? start : at;

        var rest = SkipMarks(text, numbered, end);
        // A clause that is nothing but a number says that number.
        if (rest >= end)
            return at;

        number = text[at..numbered].Trim(' ', '*', '_', '.', ':', ')');
        return rest;
    }

    // Emphasis opened in front of the number; it is markup wherever it stands.
    private static int SkipMarks(string text, int at, int end)
    {
        while (at < end && (char.IsWhiteSpace(text[at]) || (text[at] is '*' or '_' && at + 1 < end && !char.IsWhiteSpace(text[at + 1]))))
            at++;
        return at;
    }

    private static int Number(string text, int start, int end, bool isHeading)
    {
        var at = start;
        var isNamed = false;
        foreach (var name in Names)
        {
            if (isHeading && text.AsSpan(at, end - at).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                at += name.Length;
                isNamed = at < end && text[at] == ' ';
                at++;
                break;
            }
        }

        if (at > start && !isNamed)
            return start;

        var open = at < end && text[at] == '(';
        if (open)
            at++;
        var label = at;
        var parts = 0;
        while (at < end && LabelLength(text, at, end) is var length && length > 0)
        {
            at += length;
            parts++;
            if (!(at + 1 < end && text[at] == '.' && char.IsAsciiDigit(text[at + 1])))
                break;
            at++;
        }

        if (parts == 0)
            return start;

        var isClosed = at < end && (text[at] == ')' || (!open && text[at] is '.' or ':' && (text[at] == '.' || isNamed)));
        if (isClosed)
            at++;
        if (open && !isClosed)
            return start;

        // "2.1 We" is a number without a closing mark; "30 days" is not one, nor is "A cookie", nor "1.5 GB".
        var isBare = !isClosed && !isNamed && !(parts > 1 && isHeading) && !(parts > 2);
        if (isBare || at >= end || !IsBreak(text, at, end) || (at - label > 8 && !isNamed))
            return start;

        return at;
    }

    private static bool IsBreak(string text, int at, int end) =>
        char.IsWhiteSpace(text[at]) || (text[at] is '*' or '_' && at + 1 < end);

    private static int LabelLength(string text, int at, int end)
    {
        var digits = 0;
        while (at + digits < end && digits < 4 && char.IsAsciiDigit(text[at + digits]))
            digits++;
        if (digits is > 0 and < 4)
            return digits;
        if (digits > 0)
            return 0;

        var roman = 0;
        while (at + roman < end && roman < 6 && text[at + roman] is 'i' or 'v' or 'x' or 'I' or 'V' or 'X')
            roman++;
        if (roman > 0 && !(at + roman < end && char.IsLetterOrDigit(text[at + roman])))
            return roman;

        return char.IsAsciiLetter(text[at]) && !(at + 1 < end && char.IsLetterOrDigit(text[at + 1])) ? 1 : 0;
    }
}

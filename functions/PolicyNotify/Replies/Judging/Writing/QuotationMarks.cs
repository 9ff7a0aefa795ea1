using System.Text.RegularExpressions;
using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Writing;

/// <summary>Recognises the lines that mail programs put around what they quote.</summary>
internal sealed partial class QuotationMarks(PhraseBooks books)
{
    private const int AttributionLines = 4;
    private const int AttributionLength = 500;
    private const int HeaderBlockLines = 9;
    private const int HeadersOfABlock = 3;

    public static bool IsQuoted(string line) => line.AsSpan().TrimStart() is { Length: > 0 } text && text[0] is '>';

    /// <summary>How many lines from here form the sentence above a quotation ("On … wrote:"); 0 for none.</summary>
    public int AttributionAt(IReadOnlyList<string> lines, int at)
    {
        var joined = string.Empty;
        for (var count = 1; count <= AttributionLines && at + count <= lines.Count; count++)
        {
            var line = lines[at + count - 1];
            if (string.IsNullOrWhiteSpace(line) || IsQuoted(line) || joined.Length + line.Length > AttributionLength)
                return 0;
            joined = $"{joined} {line.Trim()}";
            var ends = joined[^1] is ':' or '：' or '>' || NextIsQuoted(lines, at + count);
            if (ends && HasDateOrAddress().IsMatch(joined) && (NamesSenderAndTime().IsMatch(joined) || (LinePattern.Fold(joined) is var folded && books.Attributions.Any(pattern => pattern.Matches(folded)))))
                return count;
        }

        return 0;
    }

    /// <summary>Whether the line announces a whole message below it.</summary>
    public bool IsOriginalMarker(string line)
    {
        var trimmed = line.Trim();
        return trimmed.Length is > 4 and < 120 && LinePattern.Fold(trimmed) is var folded
            && (books.Originals.Contains(folded) || books.Forwards.Contains(folded)) && (trimmed[0] is '-' or '_' or '*' or '=' || trimmed[^1] is ':' or '-');
    }

    /// <summary>Whether the line says that the message below it was passed on, not answered.</summary>
    public bool IsForwardMarker(string line) => books.Forwards.Contains(LinePattern.Fold(line));

    /// <summary>Whether the repeated header of a quoted message begins here (Outlook and its followers mark nothing else).</summary>
    public bool IsHeaderBlock(IReadOnlyList<string> lines, int at)
    {
        if (Label(lines[at]) is not { } first)
            return false;
        var found = new HashSet<string>(StringComparer.Ordinal) { first };
        for (var next = at + 1; next < lines.Count && next < at + HeaderBlockLines; next++)
        {
            if (Label(lines[next]) is { } label)
                found.Add(label);
        }

        return found.Count >= HeadersOfABlock;
    }

    public static bool NextIsQuoted(IReadOnlyList<string> lines, int at)
    {
        while (at < lines.Count && string.IsNullOrWhiteSpace(lines[at]))
            at++;
        return at < lines.Count && IsQuoted(lines[at]);
    }

    private string? Label(string line)
    {
        var text = line.Trim().Trim('*', '_', ' ');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > 24)
            return null;
        var label = LinePattern.Fold(text[..colon]);
        return books.HeaderLabels.Contains(label) ? label : null;
    }

    [GeneratedRegex(@"@|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HasDateOrAddress();

    // In whatever language: a year, a time, an address in angle brackets and a colon at the end.
    [GeneratedRegex(@"^(?=.*\b(?:19|20)\d\d)(?=.*\d{1,2}[:.]\d{2}).*<[^<>@\s]+@[^<>@\s]+>[^<>]{0,40}:$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamesSenderAndTime();
}

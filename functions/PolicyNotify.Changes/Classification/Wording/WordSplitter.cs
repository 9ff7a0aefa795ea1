using System.Buffers;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>Cuts a sentence into words: hyphenated compounds into their parts, contractions into theirs, punctuation dropped.</summary>
internal sealed class WordSplitter(WordTable table)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,/");

    // Looking back for the start of an address is bounded, or a text of slashes would take quadratic time.
    private const int LongestAddress = 200;

    private const string WebAddress = "<web address>";
    private const string MailAddress = "<e-mail address>";

    // What a page shows in place of an address that is hidden from robots.
    private const string HiddenMailAddress = "email protected]";

    private readonly List<Word> words = [];

    public Word[] Split(string text)
    {
        words.Clear();
        var afterBreak = false;
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (!char.IsLetterOrDigit(c))
            {
                afterBreak |= c is ',' or '(' or ')' or ':' or ';' or '-' or '–' or '"' or '/' || (c is '.' && !EndsAbbreviation(text, at));
                at++;
                continue;
            }

            var before = words.Count;
            var end = EndOfHiddenAddress(text, at);
            if (end > at)
                words.Add(new(table.LiteralId(MailAddress), at, end - at, WordMarks.Address));
            else
                Add(text, at, end = EndOf(text, at, out var isPlain), isPlain);
            if (afterBreak && words.Count > before)
                words[before] = words[before] with { Marks = words[before].Marks | WordMarks.AfterBreak };
            afterBreak = false;
            at = end;
        }

        if (words.Count > 0)
            words[0] = words[0] with { Marks = words[0].Marks | WordMarks.First };
        Dates.Mark(words, table);
        return [.. words];
    }

    // "the U.S. Agency"
    private static bool EndsAbbreviation(string text, int dot) => dot >= 3 && char.IsAsciiLetterUpper(text[dot - 1]) && text[dot - 2] is '.';

    private static int EndOfHiddenAddress(string text, int at)
    {
        if (at == 0 || text[at - 1] != '[' || text.Length - at < HiddenMailAddress.Length)
            return at;

        for (var i = 0; i < HiddenMailAddress.Length; i++)
        {
            var isSame = HiddenMailAddress[i] is ' ' ? char.IsWhiteSpace(text[at + i]) : char.ToLowerInvariant(text[at + i]) == HiddenMailAddress[i];
            if (!isSame)
                return at;
        }

        return at + HiddenMailAddress.Length - 1;
    }

    // Nearly all words are letters alone: no address, no abbreviation.
    private static int EndOf(string text, int at, out bool isPlain)
    {
        var end = at;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        isPlain = end == text.Length || !Continues(text, end);
        while (!isPlain && end < text.Length && (char.IsLetterOrDigit(text[end]) || Continues(text, end)))
            end++;
        return end;
    }

    // Dots inside names and abbreviations, at signs, address characters, separators inside numbers.
    private static bool Continues(string text, int at)
    {
        var c = text[at];
        if (at + 1 >= text.Length)
            return false;

        var after = text[at + 1];
        return c switch
        {
            '\'' or '.' or '@' or '_' => char.IsLetterOrDigit(after),
            ',' => char.IsAsciiDigit(after) && at > 0 && char.IsAsciiDigit(text[at - 1]) && at + 3 < text.Length && char.IsAsciiDigit(text[at + 3]),
            ':' => after == '/' && at + 2 < text.Length && text[at + 2] == '/',
            '/' => (after == '/' && at > 0 && text[at - 1] == ':') || IsInsideAddress(text, at) || (char.IsAsciiDigit(after) && at > 0 && char.IsAsciiDigit(text[at - 1])),
            '-' or '?' or '=' or '&' or '#' or '%' or '+' or '~' => char.IsLetterOrDigit(after) && IsInsideAddress(text, at),
            _ => false,
        };
    }

    private static bool IsInsideAddress(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestAddress && text[start - 1] is not (' ' or '\n' or '(' or '"' or '['))
            start--;
        var before = text.AsSpan(start, at - start);
        return before.StartsWith("http", StringComparison.OrdinalIgnoreCase) || before.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || (before.Contains('.') && text[at] == '/' && !before.Contains('/')) || (before.Contains('@') && text[at] == '-')
            || (before.Contains('.') && before.Contains('/'));
    }

    private void Add(string text, int start, int end, bool isPlain)
    {
        var span = text.AsSpan(start, end - start);
        if (char.IsAsciiDigit(span[0]) && !span.ContainsAnyExcept(NumberCharacters))
        {
            var measured = (start > 0 && text[start - 1] is '$' or '€' or '£') || (end < text.Length && text[end] is '%' or '€' or '$');
            var digits = span.Contains('.') || span.Contains(',') ? span.ToString().Replace(",", "", StringComparison.Ordinal) : span.ToString();
            words.Add(new(table.LiteralId(digits), start, span.Length, WordMarks.Number | (measured ? WordMarks.Measured : 0)));
            return;
        }

        if (!isPlain && AddressKind(span) is { } kind)
        {
            var literal = kind is WordMarks.Domain ? span.ToString().ToLowerInvariant() : span.Contains('@') ? MailAddress : WebAddress;
            words.Add(new(table.LiteralId(literal), start, span.Length, kind));
            return;
        }

        var marks = span.IndexOfAnyInRange('A', 'Z') >= 0 ? WordMarks.Capital : WordMarks.None;
        var (first, second) = table.IdsOf(span);
        if (first >= 0)
            words.Add(new(first, start, span.Length, marks));
        if (second >= 0)
            words.Add(new(second, start, span.Length, marks));
    }

    private static WordMarks? AddressKind(ReadOnlySpan<char> span)
    {
        if (span.Contains('@') || span.Contains("://", StringComparison.Ordinal) || span.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            return WordMarks.Address;

        var dot = span.LastIndexOf('.');
        if (dot <= 0 || span.Contains('/'))
            return dot > 0 && span.Contains('/') ? WordMarks.Address : null;

        // "U.S" and "e.g" are abbreviations; a domain name has a longer part on each side of its last dot.
        var ending = span[(dot + 1)..];
        return ending.Length >= 2 && dot >= 2 && span.IndexOf('\'') < 0 && ending.IndexOfAnyExceptInRange('a', 'z') < 0 && !char.IsAsciiDigit(span[dot - 1])
            ? WordMarks.Domain
            : null;
    }
}

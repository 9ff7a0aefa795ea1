using System.Buffers;
using System.Text;

namespace PolicyNotify.Changes.Documents;

/// <summary>Reads one word, address or punctuation mark.</summary>
internal static class WordReader
{
    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n<>()[]\"|*`");
    private static readonly string[] SingleCharacters = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    /// <summary>Reads at a position that holds neither space nor markup.</summary>
    /// <returns>Where the atom ends, exclusive.</returns>
    public static int Read(string text, int start, int end, char first, out string word)
    {
        if (Typography.IsUnspaced(first))
            return Single(text, start, out word);
        if (Typography.IsWord(first))
            return Word(text, start, end, out word);
        if (Typography.IsDash(first))
            return Repeat(text, start, end, Typography.IsDash, "\u2013", out word);
        if (Typography.IsQuote(first))
            return Repeat(text, start, Math.Min(end, start + 2), c => c == first, "\"", out word);
        if (first == '…')
        {
            word = "...";
            return start + 1;
        }

        return first == '.' && start + 2 < end && text[start + 1] == '.' && text[start + 2] == '.'
            ? Repeat(text, start, end, c => c == '.', "...", out word)
            : Single(text, start, out word);
    }

    private static int Word(string text, int start, int end, out string word)
    {
        if (Address(text, start, end) is var address && address > start)
        {
            word = text[start..address];
            return address;
        }

        var isPlain = char.IsAscii(text[start]);
        var at = start + 1;
        while (at < end)
        {
            var c = text[at];
            if (Typography.IsWord(c) && !Typography.IsUnspaced(c) && !(c == '_' && IsOuterUnderscore(text, at, end)))
            {
                isPlain &= char.IsAscii(c);
            }
            else if (Typography.IsInvisible(c) || Joins(text, at, end))
            {
                isPlain &= c is '-' or '.' or ',' or '@' or '\'';
            }
            else
            {
                break;
            }

            at++;
        }

        word = isPlain ? text[start..at] : Normalise(text.AsSpan(start, at - start));
        return at;
    }

    // What divides numbers, joins compounds, contractions and domain names, when text follows at once.
    private static bool Joins(string text, int at, int end)
    {
        if (at + 1 >= end)
            return false;

        var (before, c, after) = (text[at - 1], text[at], text[at + 1]);
        if (!Typography.IsWord(after) || !Typography.IsWord(before) || after == '_')
            return false;

        return Typography.IsApostrophe(c) || Typography.IsHyphen(c) || c == '@'
            || (c is '.' or ',' && char.IsAsciiDigit(before) && char.IsAsciiDigit(after))
            || (c == '.' && char.IsLetterOrDigit(before) && char.IsAsciiLetterLower(after))
            || (Typography.IsDash(c) && char.IsAsciiDigit(before) && char.IsAsciiDigit(after));
    }

    private static bool IsOuterUnderscore(string text, int at, int end) =>
        at + 1 >= end || !(Typography.IsWord(text[at + 1]) && text[at + 1] != '_');

    private static int Address(string text, int start, int end)
    {
        var rest = text.AsSpan(start, end - start);
        if (!rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return start;
        }

        var length = rest.IndexOfAny(AddressEnds);
        rest = length < 0 ? rest : rest[..length];
        return start + rest.TrimEnd(".,;:!?'_").Length;
    }

    private static string Normalise(ReadOnlySpan<char> word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (Typography.IsInvisible(c))
                continue;
            plain.Append(Typography.IsApostrophe(c) ? '\'' : Typography.IsDash(c) ? '-' : c);
        }

        var text = plain.ToString();
        // Lone surrogates cannot be normalised; they stay as they are.
        return IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    private static int Repeat(string text, int start, int end, Func<char, bool> belongs, string plain, out string word)
    {
        word = plain;
        var at = start + 1;
        while (at < end && belongs(text[at]))
            at++;
        return at;
    }

    private static int Single(string text, int start, out string word)
    {
        word = text[start] < 128 ? SingleCharacters[text[start]] : text[start].ToString();
        return start + 1;
    }
}

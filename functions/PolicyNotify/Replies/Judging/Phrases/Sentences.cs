using System.Globalization;
using System.Text;

namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>Cuts a text into sentences and words. Letters lose their accents, because many people write without them.</summary>
internal static class Sentences
{
    private const int MaximumSentences = 600;
    private const int MaximumQuotation = 400;

    // Nobody writes longer ones; looking for what belongs together inside a sentence costs the square of its length.
    private const int MaximumSentenceLength = 1_200;

    // A line this short was ended by the writer, not wrapped by a program.
    private const int ShortLine = 46;

    // The same where the next line goes on in lower case, as a wrapped one does.
    private const int VeryShortLine = 30;

    private static readonly HashSet<string> Months = new(StringComparer.OrdinalIgnoreCase)
    {
        "jan", "feb", "fév", "mär", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dez", "dec",
    };

    public static IReadOnlyList<Sentence> Of(string text)
    {
        var quoted = Quotations(text);
        var sentences = new List<Sentence>();
        var start = 0;
        for (var index = 0; index < text.Length && sentences.Count < MaximumSentences; index++)
        {
            if (!IsEnd(text, index) && !(index - start >= MaximumSentenceLength && char.IsWhiteSpace(text[index])) && index - start < 2 * MaximumSentenceLength)
                continue;
            Add(sentences, text, quoted, start, index + 1);
            start = index + 1;
        }

        if (sentences.Count < MaximumSentences)
            Add(sentences, text, quoted, start, text.Length);
        return sentences;
    }

    /// <summary>The words of a single phrase or line.</summary>
    public static IReadOnlyList<Word> WordsOf(string text) => WordsOf(text, [], 0);

    private static void Add(List<Sentence> sentences, string text, bool[] quoted, int start, int end)
    {
        var words = WordsOf(text[start..end], quoted, start);
        if (words.Count > 0)
            sentences.Add(new Sentence(text[start..end].Trim(), words, text.AsSpan(start, end - start).TrimEnd(" \n\r\t\"'”»)!").EndsWith('?')));
    }

    private static bool IsEnd(string text, int index)
    {
        var letter = text[index];
        if (letter is '!' or '?' or '…' or '。' or '？' or '！')
            return index + 1 == text.Length || text[index + 1] is not ('!' or '?');
        if (letter == '.')
            return (index + 1 == text.Length || char.IsWhiteSpace(text[index + 1])) && !IsAbbreviation(text, index);
        if (letter != '\n')
            return false;

        var rest = text.AsSpan(index + 1).TrimStart(" \t\r");
        if (rest.Length == 0 || rest[0] is '\n' or '-' or '*' or '•')
            return true;
        var lineStart = index == 0 ? 0 : text.LastIndexOf('\n', index - 1) + 1;
        return index - lineStart < (char.IsLower(rest[0]) ? VeryShortLine : ShortLine);
    }

    // "Art. 21", "z. B.", "e.g.": a dot after one or a few letters, before a digit or a lower-case letter, ends nothing. Nor does that of "2. Mai".
    private static bool IsAbbreviation(string text, int index)
    {
        var next = index + 1;
        while (next < text.Length && text[next] == ' ')
            next++;
        if (index > 0 && char.IsAsciiDigit(text[index - 1]) && next + 3 <= text.Length)
            return char.IsLower(text[next]) || Months.Contains(text.Substring(next, 3));
        if (next >= text.Length || !(char.IsDigit(text[next]) || char.IsLower(text[next])))
            return false;
        var begin = index;
        while (begin > 0 && char.IsLetter(text[begin - 1]))
            begin--;
        return index - begin is >= 1 and <= 4;
    }

    private static List<Word> WordsOf(string text, bool[] quoted, int offset)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        var isQuoted = false;
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                isQuoted = offset + index < quoted.Length && quoted[offset + index];
                word.Append(letter);
                continue;
            }

            Flush();
            if (letter is '.' && index > 0 && char.IsAsciiDigit(text[index - 1]))
                continue;
            if (letter is ',' or ';' or ':' or '(' or ')' or '–' or '—' or '.' or '!' or '?' && words.Count > 0 && !words[^1].IsComma)
                words.Add(new Word(Word.Comma, IsQuoted: false));
        }

        Flush();
        while (words.Count > 0 && words[^1].IsComma)
            words.RemoveAt(words.Count - 1);
        return words;

        void Flush()
        {
            if (word.Length == 0)
                return;
            words.Add(new Word(Fold(word.ToString()), isQuoted));
            word.Clear();
        }
    }

    private static string Fold(string word)
    {
        if (System.Text.Ascii.IsValid(word))
            return word.ToLowerInvariant();
        var folded = new StringBuilder(word.Length);
        foreach (var letter in word.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark)
                continue;
            _ = letter switch
            {
                'ß' => folded.Append("ss"),
                'œ' => folded.Append("oe"),
                'æ' => folded.Append("ae"),
                'ł' => folded.Append('l'),
                'ø' => folded.Append('o'),
                _ => folded.Append(letter),
            };
        }

        return folded.ToString();
    }

    // Which letters stand between quotation marks that open and close within reach.
    private static bool[] Quotations(string text)
    {
        var inside = new bool[text.Length];
        for (var index = 0; index < text.Length; index++)
        {
            if (!IsMark(text[index]))
                continue;
            var close = index + 1;
            while (close < text.Length && close - index <= MaximumQuotation && !IsMark(text[close]))
                close++;
            if (close >= text.Length || !IsMark(text[close]))
                continue;
            inside.AsSpan(index + 1, close - index - 1).Fill(true);
            index = close;
        }

        return inside;
    }

    private static bool IsMark(char letter) => letter is '"' or '“' or '”' or '„' or '«' or '»' or '‟';
}

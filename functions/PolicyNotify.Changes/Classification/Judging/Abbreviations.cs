using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>"TLS (Transport Layer Security)": long form beside short form says nothing new, whichever of the two was there before.</summary>
internal static class Abbreviations
{
    private const int Longest = 7;
    private const int LongestLinkWord = 3;

    /// <summary>Takes a long form out of the changes where its short form stands beside it unchanged, and the reverse.</summary>
    public static void Drop(Passage side, bool[] changed)
    {
        for (var at = 0; at < side.Words.Length; at++)
        {
            if (side.Words[at].Length is < 2 or > Longest || !side.Words[at].Has(WordMarks.Capital))
                continue;
            var letters = side.Surface(at, at + 1);
            if (!IsShortForm(letters))
                continue;
            if (at + 1 < side.Words.Length && side.Words[at + 1].Has(WordMarks.AfterBreak) && EndAfter(side, at, letters) is { } end)
                Drop(changed, at, at + 1, end);
            else if (side.Words[at].Has(WordMarks.AfterBreak) && StartBefore(side, at, letters) is { } start)
                Drop(changed, at, start, at);
        }
    }

    private static void Drop(bool[] changed, int shortForm, int start, int end)
    {
        var longForm = changed.AsSpan(start, end - start);
        if (!changed[shortForm])
            longForm.Clear();
        else if (!longForm.Contains(true))
            changed[shortForm] = false;
    }

    private static bool IsShortForm(string letters) =>
        letters.All(char.IsAsciiLetter) && letters.Count(char.IsAsciiLetterUpper) * 2 > letters.Length;

    private static int? EndAfter(Passage side, int at, string letters)
    {
        var matched = 0;
        for (var i = at + 1; i < side.Words.Length; i++)
        {
            var word = side.Surface(i, i + 1);
            if (StartsWith(word, letters[matched]))
                matched++;
            else if (matched == 0 || !IsLinkWord(word))
                return null;
            if (matched == letters.Length)
                return i + 1;
        }

        return null;
    }

    private static int? StartBefore(Passage side, int at, string letters)
    {
        var left = letters.Length;
        for (var i = at - 1; i >= 0; i--)
        {
            var word = side.Surface(i, i + 1);
            if (StartsWith(word, letters[left - 1]))
                left--;
            else if (left == letters.Length || !IsLinkWord(word))
                return null;
            if (left == 0)
                return i;
        }

        return null;
    }

    private static bool StartsWith(string word, char letter) => char.ToLowerInvariant(word[0]) == char.ToLowerInvariant(letter);

    // "of", "and", "for" often have no letter in the short form.
    private static bool IsLinkWord(string word) => word.Length <= LongestLinkWord && char.IsAsciiLetterLower(word[0]);
}

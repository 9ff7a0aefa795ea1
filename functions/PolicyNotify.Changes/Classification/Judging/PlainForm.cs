using System.Globalization;
using System.Text;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Tells, without knowing the language, whether two texts differ in form alone: punctuation, capitals, accents, a typing
/// error inside a word, or the dates of the text itself. A word more or less is never form.
/// </summary>
internal static class PlainForm
{
    private const int LongestYear = 4;

    // Months as French, German, Spanish, Italian, Dutch and Portuguese write them, without accents.
    private static readonly HashSet<string> Months = new(StringComparer.Ordinal)
    {
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        "januar", "februar", "marz", "april", "juni", "juli", "august", "september", "oktober", "november", "dezember",
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
        "januari", "februari", "maart", "mei", "augustus", "december",
        "janeiro", "fevereiro", "marco", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
    };

    public static bool Same(string old, string @new)
    {
        var (before, after) = (Words(old), Words(@new));
        if (before.Count != after.Count)
            return false;

        for (var i = 0; i < before.Count; i++)
        {
            if (!SameWord(before[i], after[i]))
                return false;
        }

        return true;
    }

    // A typing error never makes the first letter, or "keine" would be one of "eine".
    private static bool SameWord(string one, string other) =>
        one == other || (one[0] == other[0] && Spelling.IsSlip(one, other));

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in (text + " ").Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
                continue;
            }

            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }

        DropDates(words);
        return words;
    }

    // A month takes the day and the year beside it along; a bare year or "1er" only goes with a month.
    private static void DropDates(List<string> words)
    {
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (i >= words.Count || !Months.Contains(words[i]))
                continue;
            var (start, end) = (i, i + 1);
            while (start > 0 && (IsDay(words[start - 1]) || Months.Contains(words[start - 1]) || words[start - 1] is "de" or "le" or "el" or "den"))
                start--;
            while (end < words.Count && (IsDay(words[end]) || words[end] is "de" or "del"))
                end++;
            words.RemoveRange(start, end - start);
            i = start;
        }
    }

    private static bool IsDay(string word) => word.Length <= LongestYear && char.IsAsciiDigit(word[0]);
}

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>Marks calendar dates, so that their numbers are not read as quantities.</summary>
internal static class Dates
{
    private static readonly HashSet<string> Months = new(StringComparer.Ordinal)
    {
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    };

    public static void Mark(List<Word> words, WordTable table)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Has(WordMarks.Number) && IsDateNumber(table.StemOf(word.Id)))
                Add(words, i);
            else if (word.Has(WordMarks.Capital) && IsMonth(table.StemOf(word.Id), words, i))
                MarkAround(words, i, table);
        }
    }

    private static void MarkAround(List<Word> words, int month, WordTable table)
    {
        Add(words, month);
        for (var i = Math.Max(0, month - 1); i <= Math.Min(words.Count - 1, month + 2); i++)
        {
            if (words[i].Has(WordMarks.Number) || IsOrdinal(table.StemOf(words[i].Id)))
                Add(words, i);
        }
    }

    // The month of May is the modal verb unless a number stands beside it.
    private static bool IsMonth(string stem, List<Word> words, int at) =>
        Months.Contains(stem)
        || (stem == "may" && ((at + 1 < words.Count && words[at + 1].Has(WordMarks.Number)) || (at > 0 && words[at - 1].Has(WordMarks.Number))));

    private static bool IsDateNumber(string digits) =>
        digits.Contains('/') || digits.Count(c => c == '.') >= 2
        || (digits.Length == 4 && (digits.StartsWith("19", StringComparison.Ordinal) || digits.StartsWith("20", StringComparison.Ordinal)));

    private static bool IsOrdinal(string stem) =>
        stem.Length is 3 or 4 && char.IsAsciiDigit(stem[0]) && stem[^2..] is "st" or "nd" or "rd" or "th";

    private static void Add(List<Word> words, int at) => words[at] = words[at] with { Marks = words[at].Marks | WordMarks.Date };
}

using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>Finds numbers that bind somebody: with a unit, a currency or a percent sign, or ages.</summary>
internal static class QuantityReader
{
    private static readonly Dictionary<string, string> NumberWords = new(StringComparer.Ordinal)
    {
        ["on"] = "",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["thre"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["fiv"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
        ["nin"] = "9",
        ["ten"] = "10",
        ["eleven"] = "11",
        ["twelve"] = "12",
        ["twelv"] = "12",
        ["thirteen"] = "13",
        ["fourteen"] = "14",
        ["fifteen"] = "15",
        ["sixteen"] = "16",
        ["seventeen"] = "17",
        ["eighteen"] = "18",
        ["nineteen"] = "19",
        ["twenty"] = "20",
        ["twenty one"] = "21",
        ["thirty"] = "30",
        ["forty"] = "40",
        ["fifty"] = "50",
        ["sixty"] = "60",
        ["seventy"] = "70",
        ["eighty"] = "80",
        ["ninety"] = "90",
    };

    // A bare number after one of these is an age or a bound.
    private static readonly HashSet<string> Bounds = new(StringComparer.Ordinal) { "under", "over", "age", "least", "below", "abov", "older", "younger", "than", "most" };

    /// <summary>For each word of the lexicon the number it says, so that not every word of a text is looked up by its letters.</summary>
    public static string?[] NumbersOf(Lexicon lexicon) =>
        [.. Enumerable.Range(0, lexicon.WordCount).Select(id => NumberWords.GetValueOrDefault(lexicon.StemOf(id)))];

    public static void Read(Reading reading, Lexicon lexicon, WordTable table, string?[] numbers)
    {
        var words = reading.Words;
        TermMatches found = default;
        for (var i = 0; i < words.Length; i++)
        {
            var (value, length) = ValueAt(words, i, table, numbers);
            if (string.IsNullOrEmpty(value))
                continue;

            if (words[i].Has(WordMarks.Measured))
            {
                // "100% secure" is a way of speaking.
                if (value == "100")
                    continue;

                reading.Quantities.Add(new(value, "amount", i, i + 1));
                continue;
            }

            // "thirty (30) days", "30 calendar days", "two full years": the unit stands at most two words further on.
            var next = i + length;
            CoverWrittenTwice(reading, i, length, value, table, numbers);
            var (again, more) = next < words.Length ? ValueAt(words, next, table, numbers) : (null, 0);
            var last = next + (again == value ? more : 1);
            for (var at = next; at <= Math.Min(words.Length - 1, last); at++)
            {
                // "555 0199 24 hours": the first number is no period.
                if (words[at].Has(WordMarks.Number) && !(at == next && again == value))
                    break;

                lexicon.Terms.MatchAt(words, at, ref found);
                if (found.Unit.Length == 0)
                    continue;
                Add(reading, new(value, lexicon.Entries[found.Unit.Entry].Id, i, at + found.Unit.Length));
                break;
            }

            if (words[i].Has(WordMarks.Number) && !IsCovered(reading, i) && IsBound(words, i, table))
                Add(reading, new(value, "age", i, i + 1));
            i += length - 1;
        }
    }

    // "thirteen (13)": the word says nothing beside the figure.
    private static void CoverWrittenTwice(Reading reading, int at, int length, string value, WordTable table, string?[] numbers)
    {
        var next = at + length;
        if (next >= reading.Words.Length)
            return;
        var (again, more) = ValueAt(reading.Words, next, table, numbers);
        if (again != value)
            return;
        if (!reading.Words[at].Has(WordMarks.Number))
            Array.Fill(reading.Classes, WordClass.Neutral, at, length);
        if (!reading.Words[next].Has(WordMarks.Number))
            Array.Fill(reading.Classes, WordClass.Neutral, next, more);
    }

    // "twenty-eight" is one number in two words.
    private static (string? Value, int Length) ValueAt(Word[] words, int at, WordTable table, string?[] numbers)
    {
        var value = ValueOf(words[at], table, numbers);
        return value is [_, '0'] && !words[at].Has(WordMarks.Number) && value != "10"
            && at + 1 < words.Length && !words[at + 1].Has(WordMarks.Number) && ValueOf(words[at + 1], table, numbers) is [var ones]
            ? ($"{value[0]}{ones}", 2)
            : (value, 1);
    }

    private static string? ValueOf(Word word, WordTable table, string?[] numbers) =>
        word.Has(WordMarks.Date) ? null
        : word.Has(WordMarks.Number) ? table.StemOf(word.Id)
        : word.Id < numbers.Length ? numbers[word.Id]
        : NumberWords.GetValueOrDefault(table.StemOf(word.Id));

    private static bool IsBound(Word[] words, int at, WordTable table)
    {
        for (var i = Math.Max(0, at - 3); i < at; i++)
        {
            if (Bounds.Contains(table.StemOf(words[i].Id)))
                return true;
        }

        return false;
    }

    private static bool IsCovered(Reading reading, int at) => reading.Quantities.Exists(known => at >= known.Start && at < known.End);

    // "thirty (30) days" is one quantity written twice.
    private static void Add(Reading reading, Quantity quantity)
    {
        if (reading.Quantities.Count == 0 || !(reading.Quantities[^1].SameAs(quantity) && reading.Quantities[^1].End >= quantity.Start))
            reading.Quantities.Add(quantity);
    }
}

using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Finds sentences without a partner inside longer ones of the other version: the cells of a table that became paragraphs,
/// items of a list that were run together. Word by word, in one piece, and never behind a negation.
/// </summary>
internal sealed class Elsewhere(Lexicon lexicon)
{
    private const int LeastWords = 3;
    private const int LeastInSection = 2;
    private const int LongestDenial = 3;

    // More than this many comparisons and nothing is looked for; the changes are then told as they are.
    private const long MostWork = 3_000_000;

    /// <summary>Takes whatever the given sentences say, word by word, out of the changed words of a passage.</summary>
    public void Cover(Passage passage, bool[] changed, IReadOnlyList<Reading> said)
    {
        if ((long)passage.Ids.Length * said.Count > MostWork || !changed.Contains(true))
            return;

        foreach (var reading in said)
        {
            if (Find(passage, changed, reading) is { } start)
                changed.AsSpan(start, reading.Words.Length).Clear();
        }
    }

    /// <summary>Whether the other version says a sentence as a part of one of the given passages.</summary>
    public bool IsIn(Reading reading, IReadOnlyList<Reading> others) =>
        others.Count <= MostWork / 100 && others.Any(other => Find(new([other]), null, reading) is not null);

    /// <summary>Whether the given sentences together say all that weighs something in a reading.</summary>
    public bool IsMadeOf(Reading reading, IReadOnlyList<Reading> parts)
    {
        if (reading.Words.Length < 2 * LeastWords)
            return false;

        var left = new bool[reading.Words.Length];
        Array.Fill(left, true);
        Cover(new([reading]), left, parts);
        var (open, all) = (0, 0);
        for (var i = 0; i < left.Length; i++)
        {
            if (reading.Classes[i] is WordClass.Neutral or WordClass.Form)
                continue;
            all++;
            open += left[i] ? 1 : 0;
        }

        return open * 10 <= all;
    }

    private int? Find(Passage passage, bool[]? changed, Reading reading)
    {
        var length = reading.Words.Length;
        if (length < (InSameSection(passage, reading) ? LeastInSection : LeastWords) || length > passage.Ids.Length)
            return null;

        var first = reading.Words[0].Id;
        for (var start = 0; start <= passage.Ids.Length - length; start++)
        {
            if (passage.Ids[start] == first && IsAt(passage, changed, start, reading) && !IsDenied(passage, start))
                return start;
        }

        return null;
    }

    private static bool InSameSection(Passage passage, Reading reading) =>
        string.Equals(passage.Readings[0].Clause.Section?.Title, reading.Clause.Section?.Title, StringComparison.OrdinalIgnoreCase);

    private static bool IsAt(Passage passage, bool[]? changed, int start, Reading reading)
    {
        var (anyChanged, isKept) = (false, false);
        for (var i = 0; i < reading.Words.Length; i++)
        {
            if (passage.Ids[start + i] != reading.Words[i].Id)
                return false;
            if (changed is null || changed[start + i])
                anyChanged = true;
            else if (passage.Classes[start + i] is not (WordClass.Neutral or WordClass.Form) && reading.Classes[i] is not (WordClass.Neutral or WordClass.Form))
                isKept |= !IsInTerm(passage, start + i, changed);
        }

        return anyChanged && !isKept;
    }

    // "your" of "your name" may have stood there before.
    private static bool IsInTerm(Passage passage, int at, bool[] changed) =>
        passage.Substance.Exists(found => at >= found.Start && at < found.End && Residue.Touches(changed, found.Start, found.End));

    private bool IsDenied(Passage passage, int start) =>
        passage.Operators.Exists(found => found.End <= start && start - found.End < LongestDenial
            && lexicon.Entries[found.Entry].Operator is OperatorKind.Negation or OperatorKind.Exception);
}

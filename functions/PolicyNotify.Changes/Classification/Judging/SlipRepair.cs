using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Brings together words that differ by a typing error, or by being written in one word or two.</summary>
internal sealed class SlipRepair(Lexicon lexicon, SentenceReader reader)
{
    private const int LongWord = 6;
    private const int LongestWord = 8;

    /// <summary>Whether anything was brought together; the sentences have been read again then.</summary>
    public bool Repair(SentencePair pair, Residue residue)
    {
        var repaired = false;
        foreach (var hunk in residue.Edits.Hunks)
        {
            if (hunk.OldEnd == hunk.OldStart || hunk.NewEnd == hunk.NewStart || hunk.OldEnd - hunk.OldStart > 6 || hunk.NewEnd - hunk.NewStart > 6)
                continue;
            if (SameLetters(residue, hunk))
            {
                residue.Edits.Removed.AsSpan(hunk.OldStart, hunk.OldEnd - hunk.OldStart).Clear();
                residue.Edits.Added.AsSpan(hunk.NewStart, hunk.NewEnd - hunk.NewStart).Clear();
                Join(pair.Old, hunk.OldStart, hunk.OldEnd, residue.Old);
                Join(pair.New, hunk.NewStart, hunk.NewEnd, residue.New);
                repaired = true;
                continue;
            }

            repaired |= RepairWords(pair, residue, hunk);
        }

        if (repaired)
        {
            foreach (var reading in pair.Old.Concat(pair.New))
                reader.Analyse(reading);
        }

        return repaired;
    }

    private bool RepairWords(SentencePair pair, Residue residue, WordEdits.Hunk hunk)
    {
        var repaired = false;
        for (var i = hunk.OldStart; i < hunk.OldEnd; i++)
        {
            for (var j = hunk.NewStart; j < hunk.NewEnd; j++)
            {
                if (!IsSlip(residue.Old.Ids[i], residue.New.Ids[j]) && !IsOneLetter(residue.Old.Surface(i, i + 1).ToLowerInvariant(), residue.New.Surface(j, j + 1).ToLowerInvariant()))
                    continue;
                Replace(pair.Old, i, residue.New.Ids[j]);
                repaired = true;
                break;
            }
        }

        return repaired;
    }

    // Two words the lexicon knows are two words; one must be unknown for the other to be what was meant.
    private bool IsSlip(int old, int @new) =>
        old != @new && (old >= lexicon.WordCount || @new >= lexicon.WordCount)
        && (Spelling.IsSlip(reader.Table.StemOf(old), reader.Table.StemOf(@new))
            || (old >= lexicon.WordCount && @new >= lexicon.WordCount && Spelling.HasSameRoot(reader.Table.StemOf(old), reader.Table.StemOf(@new))));

    // "to enter into a contact": one letter in a long word, even if both are words.
    private static bool IsOneLetter(string one, string other) =>
        Math.Min(one.Length, other.Length) >= (one.Length == other.Length ? LongestWord : LongWord) && one[0] == other[0] && one[^1] == other[^1] && Spelling.IsOneEdit(one, other);

    private static bool SameLetters(Residue residue, WordEdits.Hunk hunk) =>
        Letters(residue.Old.Surface(hunk.OldStart, hunk.OldEnd)) is { Length: > 0 } letters
        && letters.Equals(Letters(residue.New.Surface(hunk.NewStart, hunk.NewEnd)), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    // "log in" and "login": the first word stands for all, the others become as light as an article.
    private void Join(List<Reading> readings, int start, int end, Passage side)
    {
        Replace(readings, start, reader.Table.LiteralId(Letters(side.Surface(start, end)).ToLowerInvariant()));
        for (var i = start + 1; i < end; i++)
            Replace(readings, i, reader.Table.LiteralId("the"));
    }

    private static void Replace(List<Reading> readings, int at, int id)
    {
        foreach (var reading in readings)
        {
            if (at < reading.Words.Length)
            {
                reading.Words[at] = reading.Words[at] with { Id = id };
                return;
            }

            at -= reading.Words.Length;
        }
    }
}

using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Brings together words that differ by a typing error, or by being written in one word or two.</summary>
internal sealed class SlipRepair(Lexicon lexicon, SentenceReader reader)
{
    private const int LeastSlip = 5;
    private const int LeastRoot = 7;
    private const int LongWord = 6;

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
                var isAlone = hunk.OldEnd - hunk.OldStart == 1 && hunk.NewEnd - hunk.NewStart == 1;
                if (!IsSlip(residue, i, j) && !(isAlone && IsSlipToKnownWord(residue, i, j)))
                    continue;
                Replace(pair.Old, i, residue.New.Ids[j]);
                repaired = true;
                break;
            }
        }

        return repaired;
    }

    // Two words the lexicon knows are two words; one must be unknown for the other to be what was meant.
    private bool IsSlip(Residue residue, int at, int newAt)
    {
        var (old, @new) = (residue.Old.Ids[at], residue.New.Ids[newAt]);
        if (old == @new || (old < lexicon.WordCount && @new < lexicon.WordCount))
            return false;
        // A letter taken for another mostly makes another word: only what was left out, doubled or put in the wrong order is a slip here.
        if (residue.Old.Classes[at] is WordClass.Substance != residue.New.Classes[newAt] is WordClass.Substance && Spelling.IsExchange(StemOf(residue.Old, at), StemOf(residue.New, newAt)))
            return false;
        if (Spelling.IsSlip(reader.Table.StemOf(old), reader.Table.StemOf(@new)))
            return true;
        return old >= lexicon.WordCount && @new >= lexicon.WordCount
            ? Spelling.HasSameRoot(reader.Table.StemOf(old), reader.Table.StemOf(@new))
            : Spelling.IsSlip(StemOf(residue.Old, at), StemOf(residue.New, newAt));
    }

    // "verify your identify", "enter into a contact" beside "performance of a contract": the slip happens to be a word.
    private bool IsSlipToKnownWord(Residue residue, int at, int newAt)
    {
        if (residue.Old.Classes[at] is WordClass.Operator or WordClass.Quantity || residue.New.Classes[newAt] is WordClass.Operator or WordClass.Quantity)
            return false;
        if (lexicon.IsLookAlike(residue.Old.Ids[at]) || lexicon.IsLookAlike(residue.New.Ids[newAt]))
            return false;
        var (one, other) = (StemOf(residue.Old, at), StemOf(residue.New, newAt));
        if (Math.Min(one.Length, other.Length) < LeastSlip || !Spelling.IsOneEdit(one, other) || !Spelling.IsSlip(one, other))
            return false;
        if (one.Length >= LeastRoot && other.Length >= LeastRoot && Spelling.HasSameRoot(one, other))
            return !Spelling.IsDoer(one) && !Spelling.IsDoer(other);
        if (residue.Old.Classes[at] is WordClass.Substance || residue.New.Classes[newAt] is WordClass.Substance)
            return false;
        return (one.Length != other.Length && Math.Min(one.Length, other.Length) >= LongWord && one[^1] == other[^1])
            || (Array.IndexOf(residue.Old.Ids, residue.New.Ids[newAt]) >= 0 && Array.IndexOf(residue.New.Ids, residue.Old.Ids[at]) < 0);
    }

    // The word itself, not the synonym that stands for it.
    private static string StemOf(Passage side, int at) => Stems.Of(side.Surface(at, at + 1).ToLowerInvariant());

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

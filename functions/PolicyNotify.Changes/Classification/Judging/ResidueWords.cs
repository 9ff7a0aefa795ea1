using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>The words and places in which two passages differ, as the judge of residues asks for them.</summary>
internal static class ResidueWords
{
    // Places where more than function words differ.
    public static IEnumerable<WordEdits.Hunk> Changes(Residue residue) => residue.Edits.Hunks.Where(hunk =>
        Weighs(residue.Old, residue.Edits.Removed, hunk.OldStart, hunk.OldEnd) || Weighs(residue.New, residue.Edits.Added, hunk.NewStart, hunk.NewEnd));

    private static bool Weighs(Passage side, bool[] changed, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (changed[i] && side.Classes[i] is not (WordClass.Neutral or WordClass.Form))
                return true;
        }

        return false;
    }

    public static bool IsReplaced(Residue residue, int at, bool isOld)
    {
        foreach (var hunk in residue.Edits.Hunks)
        {
            if (isOld ? at >= hunk.OldStart && at < hunk.OldEnd : at >= hunk.NewStart && at < hunk.NewEnd)
                return hunk.OldEnd - hunk.OldStart >= 2 && hunk.NewEnd - hunk.NewStart >= 2;
        }

        return false;
    }

    public static List<int> Fresh(Residue residue, Passage side, Passage other, WordClass kind)
    {
        var known = other.Ids.ToHashSet();
        return [.. residue.ChangedWords(side, kind).Where(at => !known.Contains(side.Ids[at]))];
    }

    public static IEnumerable<string> Runs(Passage side, List<int> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var start = words[i];
            while (i + 1 < words.Count && words[i + 1] == words[i] + 1)
                i++;
            yield return side.Surface(start, words[i] + 1);
        }
    }
}

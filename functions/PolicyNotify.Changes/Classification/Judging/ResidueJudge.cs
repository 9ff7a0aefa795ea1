using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Judges changed words that no list explains: names, and everything else.</summary>
internal sealed class ResidueJudge(WordTable table, Renames renames)
{
    public void Judge(Residue residue, Clause place, bool isContact, List<Finding> findings)
    {
        if (!isContact)
            Names(residue, place, findings);
        if (findings.Count == 0)
            Unknown(residue, place, isContact, findings);
    }

    private void Names(Residue residue, Clause place, List<Finding> findings)
    {
        var gone = Fresh(residue, residue.Old, residue.New, WordClass.Name).Where(at => !renames.IsGone(residue.Old.Ids[at])).ToList();
        var come = Fresh(residue, residue.New, residue.Old, WordClass.Name).Where(at => !renames.IsNew(residue.New.Ids[at]) && !IsInitials(residue.New, at)).ToList();
        if (gone.Count + come.Count == 0)
            return;

        findings.Add(new("named-party", PairJudge.KindOf(gone.Count, come.Count), Significance.Significant, Confidence.Medium, place,
            residue.Old.Text, residue.New.Text,
            [.. Runs(residue.New, come), .. Runs(residue.Old, gone)],
            residue.New.Substance.Count > 0 ? null : ReasonCategory.Scope));
    }

    private void Unknown(Residue residue, Clause place, bool isContact, List<Finding> findings)
    {
        var gone = Fresh(residue, residue.Old, residue.New, WordClass.Unknown).Where(at => !renames.IsGone(residue.Old.Ids[at])).ToList();
        var come = Fresh(residue, residue.New, residue.Old, WordClass.Unknown).Where(at => !renames.IsNew(residue.New.Ids[at])).ToList();
        var topics = residue.ChangedWords(residue.Old, WordClass.Topic).Count() + residue.ChangedWords(residue.New, WordClass.Topic).Count();
        if (gone.Count + come.Count == 0 || isContact || !SaysSomething(residue))
            return;

        var isOneForOther = gone.Count > 0 && come.Count > 0;
        var isListed = gone.Exists(at => IsListed(residue.Old, at)) || come.Exists(at => IsListed(residue.New, at));
        var counts = isOneForOther ? gone.Count > 2 || come.Count > 2 : gone.Count + come.Count + Math.Min(topics, 1) >= 2 || isListed;
        if (!counts)
            return;

        findings.Add(new("wording", PairJudge.KindOf(gone.Count, come.Count), Significance.Significant, Confidence.Low, place,
            residue.Old.Text, residue.New.Text, [.. Runs(residue.New, come), .. Runs(residue.Old, gone)]));
    }

    private static bool SaysSomething(Residue residue) =>
        residue.New.Has(WordClass.Substance) || residue.Old.Has(WordClass.Substance) || residue.New.Has(WordClass.Topic) || residue.Old.Has(WordClass.Topic);

    private static List<int> Fresh(Residue residue, Passage side, Passage other, WordClass kind)
    {
        var known = other.Ids.ToHashSet();
        return [.. residue.ChangedWords(side, kind).Where(at => !known.Contains(side.Ids[at]))];
    }

    // "or list", ", spam": one more thing in a row of things.
    private bool IsListed(Passage side, int at)
    {
        var before = at > 0 ? table.StemOf(side.Ids[at - 1]) : "";
        var after = at + 1 < side.Ids.Length ? table.StemOf(side.Ids[at + 1]) : "";
        return before is "or" or "and" || after is "or" or "and" || side.Words[at].Has(WordMarks.AfterBreak);
    }

    // "Data Processing Addendum (DPA)": the letters only repeat what stands before.
    private static bool IsInitials(Passage side, int at)
    {
        var surface = side.Surface(at, at + 1);
        if (surface.Length < 2 || at < surface.Length)
            return false;

        for (var i = 0; i < surface.Length; i++)
        {
            if (char.ToLowerInvariant(side.Surface(at - surface.Length + i, at - surface.Length + i + 1)[0]) != char.ToLowerInvariant(surface[i]))
                return false;
        }

        return true;
    }

    private static IEnumerable<string> Runs(Passage side, List<int> words)
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

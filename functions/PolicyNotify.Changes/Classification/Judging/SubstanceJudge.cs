using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Finds terms of substance that came into a sentence or left it.</summary>
internal sealed class SubstanceJudge(Lexicon lexicon)
{
    // A passage this long that repeats known terms is still a passage of its own.
    private const int LongPassage = 4;

    // "do not share", "not sell, rent or trade"
    private const int LongestDenial = 4;

    public void Judge(Residue residue, Clause place, bool isContact, List<Finding> findings)
    {
        var gone = New(residue.Old, residue.New, residue.Edits.Removed);
        var come = New(residue.New, residue.Old, residue.Edits.Added);
        if (isContact)
        {
            gone.RemoveAll(IsPlace);
            come.RemoveAll(IsPlace);
        }

        if (gone.Count + come.Count == 0)
        {
            Repeated(residue, place, findings);
            return;
        }

        foreach (var category in gone.Concat(come).Select(found => lexicon.Entries[found.Entry].Category!.Value).Distinct())
        {
            var before = Terms(residue.Old, gone, category);
            var after = Terms(residue.New, come, category);
            findings.Add(new(RuleOf(category), PairJudge.KindOf(before.Count, after.Count), Significance.Significant,
                gone.Count + come.Count > 1 ? Confidence.High : Confidence.Medium, place,
                residue.Old.Text, residue.New.Text, [.. after, .. before], category));
        }
    }

    public static string RuleOf(ReasonCategory category) => category is ReasonCategory.LegalBasis ? "legal-basis" : category.ToString().ToLowerInvariant();

    private bool IsPlace(Found found) => lexicon.Entries[found.Entry].Id is "places";

    private List<Found> New(Passage side, Passage other, bool[] changed)
    {
        var known = other.Substance.Select(found => KeyOf(other, found)).ToHashSet();
        return [.. side.Substance.Where(found =>
            side.Classes[found.Start] is WordClass.Substance && !known.Contains(KeyOf(side, found)) && TouchesWeight(side, changed, found)
            && !IsSaidOtherwise(side, found, other) && !IsBareWord(side, found, changed))];
    }

    // "Age" and "your age": a term is new only when a word of it is that says something.
    private bool TouchesWeight(Passage side, bool[] changed, Found found)
    {
        var weighs = false;
        for (var i = found.Start; i < found.End; i++)
        {
            if (!lexicon.Weighs(side.Ids[i]))
                continue;
            if (changed[i])
                return true;
            weighs = true;
        }

        // "categories or a list of third parties": the list is what counts.
        return (!weighs || lexicon.Entries[found.Entry].Id is "list-of-recipients") && Residue.Touches(changed, found.Start, found.End);
    }

    // "for diagnosis purposes" and "for diagnosis"
    private bool IsBareWord(Passage side, Found found, bool[] changed) =>
        lexicon.Entries[found.Entry].Id is "purpose-itself" && found.End - found.Start == 1 && found.Start > 0
        && !changed[found.Start - 1] && lexicon.Weighs(side.Ids[found.Start - 1]);

    // "Your profile remains stored" and "we store your profile": the same words in another construction.
    private bool IsSaidOtherwise(Passage side, Found found, Passage other)
    {
        if (lexicon.Entries[found.Entry] is { Each: true } or { Category: not (ReasonCategory.Retention or ReasonCategory.Transfer) })
            return false;

        var bearing = 0;
        for (var i = found.Start; i < found.End; i++)
        {
            if (lexicon.Weighs(side.Ids[i]))
            {
                bearing++;
                if (Array.IndexOf(other.Ids, side.Ids[i]) < 0)
                    return false;
            }
        }

        return bearing > 0;
    }

    // What we do and what we do not do are two things: "we share it with A but do not share it with B".
    private (int Entry, int Term, bool IsDenied) KeyOf(Passage side, Found found) =>
        (found.Entry, lexicon.Entries[found.Entry].Each ? found.Term : -1, lexicon.Entries[found.Entry].Category is ReasonCategory.Sharing && IsDenied(side, found));

    private bool IsDenied(Passage side, Found found)
    {
        // In order of their places: only those close before the term matter.
        for (var i = side.OperatorsBefore(found.Start) - 1; i >= 0 && found.Start - side.Operators[i].End <= LongestDenial; i--)
        {
            if (lexicon.Entries[side.Operators[i].Entry].Operator is OperatorKind.Negation && side.Operators[i].End <= found.Start)
                return true;
        }

        return false;
    }

    private static List<string> Terms(Passage side, List<Found> found, ReasonCategory category, Lexicon lexicon) =>
        [.. found.Where(one => lexicon.Entries[one.Entry].Category == category).Select(one => side.Surface(one.Start, one.End)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private List<string> Terms(Passage side, List<Found> found, ReasonCategory category) => Terms(side, found, category, lexicon);

    // "We share A with B and C with D": the second half has no term the first half lacks, yet it says something.
    private void Repeated(Residue residue, Clause place, List<Finding> findings)
    {
        foreach (var hunk in residue.Edits.Hunks)
        {
            var (old, @new) = (Weight(residue.Old, residue.Edits.Removed, hunk.OldStart, hunk.OldEnd), Weight(residue.New, residue.Edits.Added, hunk.NewStart, hunk.NewEnd));
            if (Math.Abs(old - @new) < LongPassage)
                continue;
            var kind = old > @new ? FindingKind.Removed : FindingKind.Added;
            findings.Add(new("wording", kind, Significance.Significant, Confidence.Low, place,
                residue.Old.Surface(hunk.OldStart, hunk.OldEnd), residue.New.Surface(hunk.NewStart, hunk.NewEnd), []));
            return;
        }
    }

    private static int Weight(Passage side, bool[] changed, int start, int end)
    {
        var (weight, substance) = (0, 0);
        for (var i = start; i < end; i++)
        {
            weight += changed[i] && side.Classes[i] is not (WordClass.Neutral or WordClass.Form) ? 1 : 0;
            substance += changed[i] && side.Classes[i] is WordClass.Substance ? 1 : 0;
        }

        return substance > 0 ? weight : 0;
    }
}

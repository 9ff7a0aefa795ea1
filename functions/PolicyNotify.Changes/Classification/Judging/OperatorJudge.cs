using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Finds small words with large effect that came, went, or took each other's place.</summary>
internal sealed class OperatorJudge(Lexicon lexicon, WordTable table)
{
    private static readonly HashSet<string> Duties =
        [.. ((string[])["require", "must", "shall", "oblige", "obligate", "bind", "bound", "agree", "contract", "commit", "protect", "comply", "adhere", "undertake", "responsible"]).Select(Stems.Of)];

    public void Judge(Residue residue, Clause place, bool isHeading, bool isContact, List<Finding> findings)
    {
        var gone = Changed(residue.Old, residue.Edits.Removed);
        var come = Changed(residue.New, residue.Edits.Added);
        Cancel(gone, come);
        gone.RemoveAll(found => IsDoubled(residue.Old, residue.Edits.Removed, found));
        come.RemoveAll(found => IsDoubled(residue.New, residue.Edits.Added, found));
        gone.RemoveAll(found => IsSaidOtherwise(residue.Old, found, residue.New));
        come.RemoveAll(found => IsSaidOtherwise(residue.New, found, residue.Old));
        if (gone.Count + come.Count == 0)
            return;

        One("negation", OperatorKind.Negation, Confidence.High);
        if (isHeading)
            return;

        Modal();
        One("hedge", OperatorKind.Hedge, Confidence.Medium);
        One("exception", OperatorKind.Exception, Confidence.Medium);
        One("limit", OperatorKind.Limit, Confidence.Medium);
        One("condition", OperatorKind.Timing, Confidence.Medium);
        Quantifier();
        if (!isContact)
            Condition();

        void One(string rule, OperatorKind kind, Confidence confidence)
        {
            var (before, after) = (Of(gone, kind), Of(come, kind));
            if (before.Count + after.Count > 0)
                Add(rule, before, after, confidence);
        }

        void Modal()
        {
            List<Found> before = [.. Of(gone, OperatorKind.Permission), .. Of(gone, OperatorKind.Obligation), .. Of(gone, OperatorKind.Advice)];
            List<Found> after = [.. Of(come, OperatorKind.Permission), .. Of(come, OperatorKind.Obligation), .. Of(come, OperatorKind.Advice)];
            if (before.Count > 0 && after.Count > 0)
                Add("modal", before, after, Confidence.High);
            else if (SpeaksOfDealings(residue) && (before.Exists(found => IsOpen(residue.Old, found)) || after.Exists(found => IsOpen(residue.New, found))))
                Add("modal", before, after, Confidence.Low);
        }

        void Quantifier()
        {
            var (allGone, allCome) = (Of(gone, OperatorKind.QuantifierAll), Of(come, OperatorKind.QuantifierAll));
            var (someGone, someCome) = (Of(gone, OperatorKind.QuantifierSome), Of(come, OperatorKind.QuantifierSome));
            List<Found> before = [.. allGone, .. someGone], after = [.. allCome, .. someCome];
            if (IsSaidOfSuch(residue, before, isOld: true) || IsSaidOfSuch(residue, after, isOld: false) || (someGone.Count + someCome.Count == 0 && Of(gone, OperatorKind.QuantifierAny).Count + Of(come, OperatorKind.QuantifierAny).Count > 0))
                return;
            if (before.Count + after.Count > 0 && (ReplacesSuch(residue, after, isOld: false) || ReplacesSuch(residue, before, isOld: true)) && residue.New.Classes.Count(kind => kind is WordClass.Topic or WordClass.Substance) > 1)
                Add("quantifier", before, after, Confidence.Low);
            else if (before.Count + after.Count > 0 && residue.Old.Substance.Count + residue.New.Substance.Count > 0)
                Add("quantifier", before, after, before.Count > 0 && after.Count > 0 ? Confidence.Medium : Confidence.Low);
        }

        void Condition()
        {
            var (before, after) = (Of(gone, OperatorKind.Condition), Of(come, OperatorKind.Condition));
            if (before.Count == after.Count)
                return;
            var (side, changed, found) = before.Count > after.Count ? (residue.Old, residue.Edits.Removed, before[0]) : (residue.New, residue.Edits.Added, after[0]);
            if ((found.End - found.Start > 2 || HasCompany(side, changed, found)) && !IsGerund(residue, found, before.Count > after.Count))
                Add("condition", before, after, Confidence.Low);
        }

        void Add(string rule, List<Found> before, List<Found> after, Confidence confidence) =>
            findings.Add(new(rule, PairJudge.KindOf(before.Count, after.Count), Significance.Significant, confidence, place,
                residue.Old.Text, residue.New.Text, [.. after.Select(found => residue.New.Surface(found.Start, found.End)), .. before.Select(found => residue.Old.Surface(found.Start, found.End))],
                TopicOf(residue)));
    }

    private static List<Found> Changed(Passage side, bool[] changed) =>
        [.. side.Operators.Where(found => side.Classes[found.Start] is WordClass.Operator && Residue.Touches(changed, found.Start, found.End))];

    private static void Cancel(List<Found> gone, List<Found> come)
    {
        Dictionary<int, int> before = Count(gone), after = Count(come);
        Drop(gone, after);
        Drop(come, before);

        static Dictionary<int, int> Count(List<Found> side) => side.CountBy(found => found.Entry).ToDictionary();

        static void Drop(List<Found> side, Dictionary<int, int> others) =>
            side.RemoveAll(found => others.TryGetValue(found.Entry, out var left) && left > 0 && (others[found.Entry] = left - 1) >= 0);
    }

    // "we will try notify you", "we will try to notify you"
    private bool IsSaidOtherwise(Passage side, Found found, Passage other) =>
        KindOf(found) is OperatorKind.Hedge && found.End - found.Start > 1
        && Enumerable.Range(found.Start, found.End - found.Start).All(at => !lexicon.Weighs(side.Ids[at]) || Array.IndexOf(other.Ids, side.Ids[at]) >= 0);

    // "in certain sometimes": "certain", which stays, says it already.
    private bool IsDoubled(Passage side, bool[] changed, Found found) =>
        KindOf(found) is OperatorKind.QuantifierSome
        && side.Operators.Exists(other => KindOf(other) is OperatorKind.QuantifierSome && (other.End == found.Start || other.Start == found.End) && !Residue.Touches(changed, other.Start, other.End));

    private List<Found> Of(List<Found> found, OperatorKind kind) => [.. found.Where(one => KindOf(one) == kind)];

    private OperatorKind KindOf(Found found) => lexicon.Entries[found.Entry].Operator;

    // "You may" tells what somebody is free to do; "we may" leaves open what happens. "can" is mostly ability.
    private bool IsOpen(Passage side, Found found) =>
        table.StemOf(side.Ids[found.Start]) is "may" or "might"
        && (found.Start == 0 || table.StemOf(side.Ids[found.Start - 1]) is not "you");

    // A text may or will have other texts beside it; that binds nobody.
    private static bool SpeaksOfDealings(Residue residue) => residue.Old.Has(WordClass.Substance) || residue.New.Has(WordClass.Substance)
        || residue.Old.Classes.Count(kind => kind is WordClass.Topic) > 2;

    // Vendors who agree or are bound: not data, and not those to whom it goes.
    private bool IsSubject(Passage side, Found found) =>
        side.Substance.Exists(term => term.Start == found.End && lexicon.Entries[term.Entry].Id is "processors" or "partners" or "affiliates")
        && !(found.Start > 0 && table.StemOf(side.Ids[found.Start - 1]) is "to" or "with" or "from" or "via" or "and" or "or");

    // "we require that such vendors protect it" and "all vendors": those that were spoken of. What they get or may do is another
    // matter, since the others do not get it.
    private bool IsSaidOfSuch(Residue residue, List<Found> found, bool isOld) =>
        ReplacesSuch(residue, found, isOld) && IsSubject(isOld ? residue.Old : residue.New, found[0]) && Binds(residue.Old) && Binds(residue.New);

    private static bool ReplacesSuch(Residue residue, List<Found> found, bool isOld)
    {
        if (found is not [var only])
            return false;

        var hunk = residue.Edits.Hunks.Find(one => isOld ? only.Start >= one.OldStart && only.Start < one.OldEnd : only.Start >= one.NewStart && only.Start < one.NewEnd);
        var (other, start, end) = isOld ? (residue.New, hunk.NewStart, hunk.NewEnd) : (residue.Old, hunk.OldStart, hunk.OldEnd);
        return end - start == 1 && other.Surface(start, end) is "such" or "these" or "those" or "Such" or "These" or "Those";
    }

    private static bool Binds(Passage side) => Enumerable.Range(0, side.Words.Length).Any(at => Duties.Contains(Stems.Of(side.Surface(at, at + 1).ToLowerInvariant())));

    // "By ordering, ..." and "If you decide to order, ..."
    private bool IsGerund(Residue residue, Found found, bool isOld)
    {
        var hunk = residue.Edits.Hunks.Find(one => isOld ? found.Start >= one.OldStart && found.Start < one.OldEnd : found.Start >= one.NewStart && found.Start < one.NewEnd);
        var (side, start, end) = isOld ? (residue.New, hunk.NewStart, hunk.NewEnd) : (residue.Old, hunk.OldStart, hunk.OldEnd);
        for (var i = start; i < end && i + 1 < side.Words.Length; i++)
        {
            if (table.StemOf(side.Ids[i]) is "via" && side.Surface(i + 1, i + 2).EndsWith("ing", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // A condition is more than its first word: something of weight has to come or go with it.
    private static bool HasCompany(Passage side, bool[] changed, Found found)
    {
        var (words, weighty) = (0, 0);
        for (var i = found.End; i < side.Ids.Length && changed[i]; i++, words++)
            weighty += side.Classes[i] is WordClass.Neutral or WordClass.Form ? 0 : 1;
        return words >= 3 && weighty >= 1;
    }

    private ReasonCategory TopicOf(Residue residue)
    {
        var found = residue.New.Substance.Concat(residue.Old.Substance).Select(one => lexicon.Entries[one.Entry].Category!.Value).ToList();
        return found.Count == 0 ? ReasonCategory.Scope : found[0];
    }
}

using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// What goes with what in a sentence: data with those who receive it, with the time it is kept, with the verb. "Your name
/// with couriers and your orders with banks" has the same words when the two recipients change places.
/// </summary>
internal sealed class Bindings(Lexicon lexicon)
{
    private const int LongestSentence = 120;

    private readonly HashSet<string> replacements = new(StringComparer.Ordinal);

    private enum Kind
    {
        Thing,
        Verb,
        Party,
        Purpose,
        Quantity,
        Denial,
        Other,
    }

    private readonly record struct Unit(Kind Kind, int Key);

    /// <summary>Whether something goes with another than before, of those that both sentences name.</summary>
    public bool AreExchanged(Passage old, Passage @new)
    {
        if (old.Readings.Count + @new.Readings.Count > 2 || old.Words.Length > LongestSentence || @new.Words.Length > LongestSentence)
            return false;

        List<List<Unit>> before = Clauses(old, old), after = Clauses(@new, old);
        var (was, @is) = (Partners(before), Partners(after));
        foreach (var (unit, partners) in was)
        {
            if (!@is.TryGetValue(unit, out var now))
                continue;
            foreach (var kind in partners.Select(one => one.Kind).Distinct().Where(kind => Binds(unit.Kind, kind)))
            {
                var gone = partners.Where(one => one.Kind == kind && !now.Contains(one)).ToList();
                var come = now.Where(one => one.Kind == kind && !partners.Contains(one)).ToList();
                if (gone.Exists(@is.ContainsKey) && come.Exists(was.ContainsKey))
                    return true;
            }
        }

        return IsRunTogether(before, was, @is) || IsRunTogether(after, @is, was);
    }

    /// <summary>
    /// Whether some words took the place of others that took their place in a sentence before: "Orders: ten years", "Messages:
    /// thirty days" with the two names exchanged.
    /// </summary>
    public bool IsOtherHalf(Residue residue)
    {
        var (gone, come) = (Words(residue.Old, residue.Edits.Removed), Words(residue.New, residue.Edits.Added));
        if (gone.Length == 0 || come.Length == 0 || gone == come || residue.New.Quantities.Count + residue.New.Substance.Count + residue.New.Operators.Count == 0)
            return false;
        replacements.Add($"{gone}>{come}");
        return replacements.Contains($"{come}>{gone}");
    }

    private static string Words(Passage side, bool[] changed) =>
        string.Join(' ', Enumerable.Range(0, changed.Length).Where(at => changed[at] && side.Classes[at] is not (WordClass.Neutral or WordClass.Quantity)).Select(at => side.Ids[at]).Order());

    // "A with B and C with D" becomes "A and C with B and with D".
    private static bool IsRunTogether(List<List<Unit>> parted, Dictionary<Unit, HashSet<Unit>> parts, Dictionary<Unit, HashSet<Unit>> whole)
    {
        foreach (var kind in (Kind[])[Kind.Party, Kind.Quantity])
        {
            var both = parted.Where(clause => clause.Exists(unit => unit.Kind is Kind.Thing) && clause.Exists(unit => unit.Kind == kind)).ToList();
            if (both.Count >= 2 && both.SelectMany(clause => clause).Any(unit => unit.Kind is Kind.Thing && whole.TryGetValue(unit, out var more)
                && parts[unit].Where(one => one.Kind == kind).All(more.Contains) && more.Any(one => one.Kind == kind && !parts[unit].Contains(one) && parts.ContainsKey(one))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Binds(Kind unit, Kind partner) => (unit, partner) is (Kind.Thing, Kind.Verb or Kind.Party or Kind.Quantity or Kind.Purpose)
        or (Kind.Denial, Kind.Thing or Kind.Party or Kind.Purpose) or (Kind.Quantity, Kind.Other) or (Kind.Party, Kind.Purpose);

    private static Dictionary<Unit, HashSet<Unit>> Partners(List<List<Unit>> clauses)
    {
        var partners = new Dictionary<Unit, HashSet<Unit>>();
        foreach (var clause in clauses)
        {
            foreach (var unit in clause)
                (partners.TryGetValue(unit, out var known) ? known : partners[unit] = []).UnionWith(clause.Where(other => other.Kind != unit.Kind));
        }

        return partners;
    }

    // A clause ends where a kind comes again after another, and where something is denied.
    private List<List<Unit>> Clauses(Passage side, Passage old)
    {
        var clauses = new List<List<Unit>> { new() };
        foreach (var unit in Units(side, old))
        {
            var clause = clauses[^1];
            if (clause.Count > 0 && (unit.Kind is Kind.Denial || (clause[^1].Kind != unit.Kind && clause.Exists(one => one.Kind == unit.Kind))))
                clauses.Add(clause = []);
            clause.Add(unit);
        }

        return clauses;
    }

    private IEnumerable<Unit> Units(Passage side, Passage old)
    {
        for (var i = 0; i < side.Ids.Length; i++)
        {
            var substance = side.Substance.Find(one => i >= one.Start && i < one.End);
            var amount = side.Quantities.Find(one => i >= one.Start && i < one.End);
            if (amount.End > amount.Start)
            {
                if (i == amount.Start)
                    yield return new(Kind.Quantity, old.Quantities.FindIndex(amount.SameAs));
            }
            else if (side.Classes[i] is WordClass.Substance && substance.End > substance.Start)
            {
                if (i == substance.Start)
                    yield return new(KindOf(lexicon.Entries[substance.Entry]), ~(lexicon.Entries[substance.Entry].Each ? substance.Entry * 1000 + substance.Term : substance.Entry * 1000));
            }
            else if (side.Classes[i] is WordClass.Operator)
            {
                var found = side.Operators.Find(one => i == one.Start);
                if (found.End > found.Start && lexicon.Entries[found.Entry].Operator is OperatorKind.Negation or OperatorKind.Exception)
                    yield return new(Kind.Denial, found.Entry);
            }
            else if (side.Classes[i] is WordClass.Unknown or WordClass.Plain or WordClass.Name
                || (side.Classes[i] is WordClass.Topic && !(side.Groups[i] >= 0 && lexicon.Entries[side.Groups[i]].Id is "you-and-we" or "data")))
            {
                yield return new(Kind.Thing, side.Ids[i]);
            }
        }
    }

    private static Kind KindOf(LexiconEntry entry) => entry switch
    {
        { Id: "collect" or "record-or-observe" or "infer" or "share" or "sell" or "transfer" or "retain" or "delete" or "combine" } => Kind.Verb,
        { Id: "opt-out" } => Kind.Denial,
        { Category: ReasonCategory.Collection } => Kind.Thing,
        { Category: ReasonCategory.Sharing } => Kind.Party,
        { Category: ReasonCategory.Purpose } => Kind.Purpose,
        _ => Kind.Other,
    };
}

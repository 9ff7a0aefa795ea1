using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>What of a sentence has to be said by another for it to be a repetition, and whether the other says it.</summary>
internal sealed class SaidKeys(Lexicon lexicon, WordTable table)
{
    // One ordinary word in this many may be another.
    private const int PlainSlack = 6;
    private const int LongestDenial = 8;

    // A paragraph of thousands of words is no sentence in other words.
    private const int LongestWording = 2_000;

    // Words of these topics stand for each other; of other topics each word is a thing of its own.
    private static readonly HashSet<string> Interchangeable = new(StringComparer.Ordinal) { "process", "account", "protection", "people", "company", "third" };

    /// <summary>The places of the words that have to be said.</summary>
    public List<int> Of(Passage lone)
    {
        var found = new List<int>();
        for (var i = 0; i < lone.Ids.Length; i++)
        {
            if (lone.Classes[i] is WordClass.Neutral or WordClass.Form or WordClass.Operator or WordClass.Quantity || lexicon.IsEveryday(lone.Ids[i]) && lone.Classes[i] is WordClass.Plain or WordClass.Unknown)
                continue;
            if (lone.Classes[i] is WordClass.Topic && GroupOf(lone, i) is "you-and-we" or "data")
                continue;
            if (lone.Classes[i] is WordClass.Plain && GroupOf(lone, i) is "adjectives-and-adverbs")
                continue;
            found.Add(i);
        }

        return found;
    }

    /// <summary>Whether one wording says everything of weight that another says, and says it in the same sense.</summary>
    public bool Cover(Passage said, Passage lone, List<int> needed)
    {
        if (!MayCover(said, lone, needed))
            return false;

        return lone.Quantities.TrueForAll(quantity => said.Quantities.Exists(other => SameQuantity(quantity, other)))
            && SameActors(said, lone) && SameOperators(said, lone) && !Recombines(said, lone);
    }

    /// <summary>Whether one wording has the words of weight that another has.</summary>
    public bool MayCover(Passage said, Passage lone, List<int> needed)
    {
        var slack = needed.Count / PlainSlack;
        foreach (var at in needed)
        {
            if (!Says(said, lone, at) && (lone.Classes[at] is not WordClass.Plain || GroupOf(lone, at) is "sizes-and-shades" || --slack < 0))
                return false;
        }

        return true;
    }

    // "We share A with B and C with D" does not say that we share A with D.
    private bool Recombines(Passage said, Passage lone) =>
        IsSomeOf(lone, said, ReasonCategory.Sharing) && (IsSomeOf(lone, said, ReasonCategory.Collection) || Belongings(lone) < Belongings(said));

    // "your address", "your order": data that no list knows.
    private int Belongings(Passage side) => side.Ids.Count(id => table.StemOf(id) is "your");

    private bool IsSomeOf(Passage lone, Passage said, ReasonCategory category)
    {
        var (few, many) = (Things(lone, category), Things(said, category));
        return few.Count > 0 && few.IsProperSubsetOf(many);
    }

    // Recipients and data, not the verbs that stand with them.
    private HashSet<(int, int)> Things(Passage side, ReasonCategory category) =>
    [
        .. side.Substance.Where(found => side.Classes[found.Start] is WordClass.Substance && lexicon.Entries[found.Entry] is var entry && entry.Category == category
                && entry.Id is not ("share" or "sell" or "collect" or "record-or-observe" or "infer"))
            .Select(found => (found.Entry, lexicon.Entries[found.Entry].Each ? found.Term : -1)),
    ];

    /// <summary>Whether each of two wordings says everything of weight that the other says.</summary>
    public bool CoverEachOther(Passage one, Passage other)
    {
        if (one.Words.Length > LongestWording || other.Words.Length > LongestWording)
            return false;

        var (needed, back) = (Of(one), Of(other));
        return needed.Count >= 2 && back.Count >= 2 && needed.TrueForAll(at => Says(other, one, at)) && Cover(other, one, needed)
            && back.TrueForAll(at => Says(one, other, at)) && Cover(one, other, back);
    }

    // "at least 13" and "at least 13 years old"
    private static bool SameQuantity(Quantity one, Quantity other) =>
        one.SameAs(other) || (one.Value == other.Value && (one.Unit is "age" or "year") && (other.Unit is "age" or "year"));

    /// <summary>Whether a sentence has the word of another, or what stands for it.</summary>
    public bool Says(Passage said, Passage lone, int at)
    {
        if (lone.Classes[at] is WordClass.Substance && TermAt(lone, at) is { End: > 0 } term)
        {
            // "the right to object" and "you can object"
            var entry = lexicon.Entries[term.Entry];
            return (entry.Id is "right" && Offers(said)) || HasTerm(said, term, entry.Each);
        }

        if (Array.IndexOf(said.Ids, lone.Ids[at]) >= 0)
            return true;
        if (lone.Classes[at] is WordClass.Topic && Interchangeable.Contains(GroupOf(lone, at)))
            return Array.IndexOf(said.Groups, lone.Groups[at]) >= 0;
        return lone.Classes[at] is WordClass.Plain or WordClass.Unknown && HasRoot(said.Ids, table.StemOf(lone.Ids[at]));
    }

    /// <summary>What a text must show for a sentence to be said there, as far as that shows without reading it.</summary>
    /// <param name="lone">The sentence.</param>
    /// <param name="needed">The places of the words in it that have to be said.</param>
    public List<Wanted> WantedFor(Passage lone, List<int> needed)
    {
        var wanted = new List<Wanted>(needed.Count);
        foreach (var at in needed)
        {
            var stem = lone.Classes[at] is WordClass.Plain or WordClass.Unknown ? table.StemOf(lone.Ids[at]) : "";
            var dispensable = lone.Classes[at] is WordClass.Plain && GroupOf(lone, at) is not "sizes-and-shades";
            if (lone.Classes[at] is WordClass.Substance && TermAt(lone, at) is { End: > 0 } term)
            {
                if (lexicon.Entries[term.Entry].Id is not "right")
                    wanted.Add(new(WordTraces.OfEntry(term.Entry), WordTraces.None, dispensable));
            }
            else if (lone.Classes[at] is not WordClass.Topic || !Interchangeable.Contains(GroupOf(lone, at)))
            {
                wanted.Add(new(WordTraces.OfWord(lone.Ids[at]), WordTraces.OfRoot(stem), dispensable));
            }
        }

        return wanted;
    }

    /// <summary>Whether a text that shows some words might say the sentence.</summary>
    public static bool MightCover(ulong[] shown, List<Wanted> wanted, int needed)
    {
        var slack = needed / PlainSlack;
        foreach (var one in wanted)
        {
            if (!WordTraces.Shows(shown, one.Bit) && !WordTraces.Shows(shown, one.OtherBit) && (!one.IsDispensable || --slack < 0))
                return false;
        }

        return true;
    }

    // Terms stand in the order of their places and never overlap.
    private static Found TermAt(Passage side, int at)
    {
        var (low, high) = (0, side.Substance.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (side.Substance[middle].End <= at)
                low = middle + 1;
            else
                high = middle;
        }

        return low < side.Substance.Count && side.Substance[low].Start <= at ? side.Substance[low] : default;
    }

    private static bool HasTerm(Passage side, Found term, bool each)
    {
        foreach (var found in side.Substance)
        {
            if (found.Entry == term.Entry && (!each || found.Term == term.Term) && side.Classes[found.Start] is WordClass.Substance)
                return true;
        }

        return false;
    }

    private bool HasRoot(int[] words, string stem)
    {
        foreach (var id in words)
        {
            if (table.StemOf(id) is { Length: > 0 } other && other[0] == stem[0] && Spelling.HasSameRoot(other, stem))
                return true;
        }

        return false;
    }

    private bool Offers(Passage side) => side.Operators.Exists(found => lexicon.Entries[found.Entry].Operator is OperatorKind.Permission
        && found.Start > 0 && table.StemOf(side.Ids[found.Start - 1]) is "you");

    // "We may see you" and "you may see us" have the same words.
    private bool SameActors(Passage said, Passage lone) => Actor(lone) is not { } actor || Actor(said) is not { } other || actor == other;

    private string? Actor(Passage side)
    {
        for (var i = 0; i < side.Ids.Length; i++)
        {
            if (table.StemOf(side.Ids[i]) is "we" or "you" && (i == 0 || table.StemOf(side.Ids[i - 1]) is not ("to" or "by" or "about" or "from" or "with" or "for" or "through")))
                return table.StemOf(side.Ids[i]);
        }

        return null;
    }

    private bool SameOperators(Passage said, Passage lone)
    {
        // Twice "not" in one and once in the other is another thing.
        if (Count(said, OperatorKind.Negation) != Count(lone, OperatorKind.Negation) || !Denials(lone).All(Denials(said).Contains))
            return false;
        return Same(OperatorKind.Exception) && Same(OperatorKind.Limit) && Same(OperatorKind.Hedge) && Same(OperatorKind.QuantifierAll) && Same(OperatorKind.QuantifierSome)
            && Count(said, OperatorKind.Condition) == Count(lone, OperatorKind.Condition)
            && Owed(lone) == Owed(said) && Open(lone) == Open(said)
            && Entries(lone, OperatorKind.Timing).All(Entries(said, OperatorKind.Timing).Contains);

        bool Same(OperatorKind kind) => Entries(lone, kind).ToHashSet().SetEquals(Entries(said, kind));
    }

    private int Count(Passage side, OperatorKind kind) => side.Operators.Count(found => lexicon.Entries[found.Entry].Operator == kind && side.Classes[found.Start] is WordClass.Operator);

    private IEnumerable<int> Entries(Passage side, OperatorKind kind) =>
        side.Operators.Where(found => lexicon.Entries[found.Entry].Operator == kind && side.Classes[found.Start] is WordClass.Operator).Select(found => found.Entry);

    // The word of weight that a negation acts on.
    private IEnumerable<int> Denials(Passage side)
    {
        foreach (var found in side.Operators.Where(one => lexicon.Entries[one.Entry].Operator is OperatorKind.Negation))
        {
            for (var i = found.End; i < Math.Min(side.Ids.Length, found.End + LongestDenial); i++)
            {
                if (side.Classes[i] is WordClass.Neutral or WordClass.Form or WordClass.Operator || GroupOf(side, i) is "you-and-we")
                    continue;
                yield return side.Ids[i];
                break;
            }
        }
    }

    private bool Owed(Passage side) => Modal(side, OperatorKind.Obligation, "will", "would", "shall");

    // "can" is mostly ability, and "you may" tells what somebody is free to do.
    private bool Open(Passage side) => Modal(side, OperatorKind.Permission, "can", "could", "abl");

    private bool Modal(Passage side, OperatorKind kind, params string[] light) => side.Operators.Exists(found =>
        lexicon.Entries[found.Entry].Operator == kind && !light.Contains(table.StemOf(side.Ids[found.Start]))
        && !(kind is OperatorKind.Permission && found.Start > 0 && table.StemOf(side.Ids[found.Start - 1]) is "you"));

    private string GroupOf(Passage side, int at) => side.Groups[at] < 0 ? "" : lexicon.Entries[side.Groups[at]].Id;
}

using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Tells who does what: "you may ask us" and "we may ask you" have the same words and are two promises.</summary>
internal sealed class Roles(WordTable table)
{
    // "we may from time to time ask"
    private const int LongestWay = 6;

    private static readonly HashSet<string> Passive = new(StringComparer.Ordinal) { "be", "is", "are", "was", "were", "been", "being", "get", "got" };
    private static readonly HashSet<string> Before = new(StringComparer.Ordinal) { "to", "with", "from", "about", "for", "of", "by", "on", "at", "than", "through", "between" };

    /// <summary>Whether something that one side did is now done by the other side alone.</summary>
    public bool AreSwapped(Passage old, Passage @new)
    {
        if (!Differ(old, @new))
            return false;

        var (before, after) = (Of(old), Of(@new));
        return before.Any(done => after.TryGetValue(done.Key, out var now) && (done.Value & now) == 0);
    }

    // Sentences that speak of the two sides in the same order are not looked into.
    private bool Differ(Passage old, Passage @new)
    {
        var i = 0;
        foreach (var word in old.Ids)
        {
            if (SideOf(word) == 0)
                continue;
            while (i < @new.Ids.Length && SideOf(@new.Ids[i]) == 0)
                i++;
            if (i == @new.Ids.Length || @new.Ids[i] != word)
                return true;
            i++;
        }

        return Array.Exists(@new.Ids[i..], word => SideOf(word) != 0);
    }

    private Dictionary<int, int> Of(Passage side)
    {
        var done = new Dictionary<int, int>();
        var last = -2;
        for (var i = 0; i < side.Ids.Length; i++)
        {
            // "we send you offers", "with you": to whom it is done.
            if (SideOf(side.Ids[i]) is var who && who != 0 && i - 1 != last && !(i > 0 && Before.Contains(table.StemOf(side.Ids[i - 1]))) && Deed(side, i) is { } at)
            {
                done[side.Ids[at]] = done.GetValueOrDefault(side.Ids[at]) | who;
                last = at;
            }
        }

        return done;
    }

    private int? Deed(Passage side, int actor)
    {
        for (var i = actor + 1; i < Math.Min(side.Ids.Length, actor + LongestWay); i++)
        {
            if (side.Words[i].Has(WordMarks.AfterBreak) || SideOf(side.Ids[i]) != 0 || Passive.Contains(table.StemOf(side.Ids[i])))
                return null;
            if (side.Classes[i] is WordClass.Topic or WordClass.Plain or WordClass.Substance or WordClass.Unknown)
                return i;
        }

        return null;
    }

    private int SideOf(int word) => table.StemOf(word) switch { "we" => 1, "you" => 2, _ => 0 };
}

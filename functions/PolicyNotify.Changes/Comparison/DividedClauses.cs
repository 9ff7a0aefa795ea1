using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Finds clauses that were split or merged: a neighbour without a partner whose words stand in a pair's other side.</summary>
internal static class DividedClauses
{
    private const double LeastContained = 0.6;

    /// <summary>For each reworded pair, by its old clause, the places of all its clauses on both sides.</summary>
    public static Dictionary<int, (List<int> Old, List<int> New)> Find(Alignment alignment, WordBags bags)
    {
        var groups = new Dictionary<int, (List<int> Old, List<int> New)>();
        foreach (var old in alignment.Reworded.Order())
        {
            var @new = alignment.OldPartners[old];
            if (alignment.Old[old].Kind is ClauseKind.Heading || alignment.New[@new].Kind is ClauseKind.Heading)
                continue;

            var newGroup = Attach(@new, alignment.NewPartners, alignment.New, bags.New, bags.Old(old));
            var oldGroup = Attach(old, alignment.OldPartners, alignment.Old, bags.Old, bags.New(@new));
            if (oldGroup.Count + newGroup.Count == 2)
                continue;

            newGroup.ForEach(place => alignment.NewPartners[place] = old);
            oldGroup.ForEach(place => alignment.OldPartners[place] = @new);
            groups[old] = (oldGroup, newGroup);
        }

        return groups;
    }

    private static List<int> Attach(int place, int[] partners, IReadOnlyList<Clause> clauses, Func<int, WordBag> bagOf, WordBag whole)
    {
        var residue = new Dictionary<int, int>();
        for (var i = 0; i < whole.Words.Length; i++)
            residue[whole.Words[i]] = whole.Counts[i];
        Take(bagOf(place), residue);

        var group = new List<int> { place };
        foreach (var step in (int[])[1, -1])
        {
            for (var next = place + step; IsFree(next, partners, clauses) && IsContained(bagOf(next), residue); next += step)
            {
                Take(bagOf(next), residue);
                group.Add(next);
            }
        }

        group.Sort();
        return group;
    }

    private static bool IsFree(int place, int[] partners, IReadOnlyList<Clause> clauses) =>
        place >= 0 && place < partners.Length && partners[place] < 0 && clauses[place].Kind is not ClauseKind.Heading;

    private static bool IsContained(WordBag part, Dictionary<int, int> residue)
    {
        var shared = 0;
        for (var i = 0; i < part.Words.Length; i++)
            shared += Math.Min(part.Counts[i], residue.GetValueOrDefault(part.Words[i])) * part.Weights[i];
        return part.Weight > 0 && shared >= LeastContained * part.Weight;
    }

    private static void Take(WordBag part, Dictionary<int, int> residue)
    {
        for (var i = 0; i < part.Words.Length; i++)
        {
            if (residue.TryGetValue(part.Words[i], out var count))
                residue[part.Words[i]] = Math.Max(0, count - part.Counts[i]);
        }
    }
}

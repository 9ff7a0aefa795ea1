namespace PolicyNotify.Changes.Comparison;

/// <summary>Keeps as many pairs as can stand in one order on both sides.</summary>
internal static class RisingPairs
{
    /// <summary>The longest run of pairs, sorted by their first place, whose second places rise.</summary>
    public static List<(int Old, int New)> Longest(List<(int Old, int New)> pairs)
    {
        var tails = new List<int>();
        var previous = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var length = FirstNotBelow(tails, pairs, pairs[i].New);
            previous[i] = length > 0 ? tails[length - 1] : -1;
            if (length == tails.Count)
                tails.Add(i);
            else
                tails[length] = i;
        }

        var longest = new List<(int Old, int New)>(tails.Count);
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = previous[i])
            longest.Add(pairs[i]);
        longest.Reverse();
        return longest;
    }

    private static int FirstNotBelow(List<int> tails, List<(int Old, int New)> pairs, int place)
    {
        var (low, high) = (0, tails.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (pairs[tails[middle]].New < place)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

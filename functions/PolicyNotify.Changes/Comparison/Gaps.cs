namespace PolicyNotify.Changes.Comparison;

/// <summary>The stretches between pairs that keep their order, as far as they hold clauses without a partner.</summary>
internal static class Gaps
{
    /// <summary>The gaps that have clauses on both sides.</summary>
    public static IReadOnlyList<(List<int> Old, List<int> New)> Find(Alignment alignment)
    {
        var gaps = new List<(List<int> Old, List<int> New)>();
        var (fromOld, fromNew) = (0, 0);
        foreach (var (old, @new) in Anchors(alignment))
        {
            Add(alignment, fromOld, old, fromNew, @new, gaps);
            (fromOld, fromNew) = (old + 1, @new + 1);
        }

        Add(alignment, fromOld, alignment.Old.Count, fromNew, alignment.New.Count, gaps);
        return gaps;
    }

    /// <summary>The pairs that keep their order.</summary>
    public static List<(int Old, int New)> Anchors(Alignment alignment)
    {
        var pairs = new List<(int Old, int New)>();
        for (var old = 0; old < alignment.OldPartners.Length; old++)
        {
            if (alignment.OldPartners[old] >= 0)
                pairs.Add((old, alignment.OldPartners[old]));
        }

        return RisingPairs.Longest(pairs);
    }

    private static void Add(
        Alignment alignment,
        int oldStart,
        int oldEnd,
        int newStart,
        int newEnd,
        List<(List<int> Old, List<int> New)> gaps)
    {
        if (oldStart >= oldEnd || newStart >= newEnd)
            return;

        var old = Free(alignment.OldPartners, oldStart, oldEnd);
        var @new = Free(alignment.NewPartners, newStart, newEnd);
        if (old.Count > 0 && @new.Count > 0)
            gaps.Add((old, @new));
    }

    private static List<int> Free(int[] partners, int start, int end)
    {
        var free = new List<int>();
        for (var i = start; i < end; i++)
        {
            if (partners[i] < 0)
                free.Add(i);
        }

        return free;
    }
}

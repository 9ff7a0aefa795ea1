using System.Runtime.InteropServices;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Picks the elements at which two long sequences are pinned together.</summary>
internal static class SequenceAnchors
{
    /// <summary>Pairs of places, rising on both sides.</summary>
    public static List<(int Old, int New)> Find(ReadOnlySpan<int> old, ReadOnlySpan<int> @new)
    {
        var places = new Dictionary<int, Places>();
        Count(old, places, isOld: true);
        Count(@new, places, isOld: false);

        var pairs = new List<(int Old, int New)>();
        foreach (var place in places.Values)
        {
            if (place is { OldCount: 1, NewCount: 1 })
                pairs.Add((place.Old, place.New));
        }

        if (pairs.Count == 0)
            pairs = PairOccurrences(old, @new);
        pairs.Sort();
        return RisingPairs.Longest(pairs);
    }

    // Nothing is unique: the first occurrence goes with the first, the second with the second.
    private static List<(int Old, int New)> PairOccurrences(ReadOnlySpan<int> old, ReadOnlySpan<int> @new)
    {
        var waiting = new Dictionary<int, Queue<int>>();
        for (var i = 0; i < @new.Length; i++)
        {
            ref var queue = ref CollectionsMarshal.GetValueRefOrAddDefault(waiting, @new[i], out _);
            (queue ??= new Queue<int>()).Enqueue(i);
        }

        var pairs = new List<(int Old, int New)>();
        for (var i = 0; i < old.Length; i++)
        {
            if (waiting.TryGetValue(old[i], out var queue) && queue.TryDequeue(out var place))
                pairs.Add((i, place));
        }

        return pairs;
    }

    private static void Count(ReadOnlySpan<int> sequence, Dictionary<int, Places> places, bool isOld)
    {
        for (var i = 0; i < sequence.Length; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, sequence[i], out _);
            if (isOld)
                (place.Old, place.OldCount) = (i, place.OldCount + 1);
            else
                (place.New, place.NewCount) = (i, place.NewCount + 1);
        }
    }

    private struct Places
    {
        public int Old;
        public int OldCount;
        public int New;
        public int NewCount;
    }
}

namespace PolicyNotify.Changes.Comparison;

/// <summary>Puts changes into the order of the new text, with what was removed where it used to stand.</summary>
internal static class ReadingOrder
{
    public static IReadOnlyList<ClauseChange> Arrange(List<ClauseChange> changes, int oldCount)
    {
        var staying = changes.Where(change => change.New.Count > 0).OrderBy(change => change.New[0].Index).ToList();
        var removed = changes.Where(change => change.New.Count == 0).OrderBy(change => change.Old[0].Index).ToList();
        if (removed.Count == 0)
            return staying;

        // For each old clause, after which change of the new text a removed neighbour belongs.
        var places = new int[oldCount];
        Array.Fill(places, -1);
        for (var place = 0; place < staying.Count; place++)
        {
            if (staying[place].IsMoved)
                continue;
            foreach (var clause in staying[place].Old)
                places[clause.Index] = place;
        }

        for (var i = 1; i < places.Length; i++)
            places[i] = Math.Max(places[i], places[i - 1]);

        var arranged = new List<ClauseChange>(changes.Count);
        var next = 0;
        for (var place = -1; place < staying.Count; place++)
        {
            if (place >= 0)
                arranged.Add(staying[place]);
            while (next < removed.Count && places[removed[next].Old[0].Index] <= place)
                arranged.Add(removed[next++]);
        }

        return arranged;
    }
}

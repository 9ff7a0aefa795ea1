namespace PolicyNotify.Changes.Comparison;

/// <summary>Puts changes into the order of the new text, with what was removed where it used to stand.</summary>
internal static class ReadingOrder
{
    public static IReadOnlyList<ClauseChange> Arrange(List<ClauseChange> changes, int oldCount, int newCount)
    {
        // Every clause stands in one change, so its place is the place of the change.
        var atNew = new ClauseChange?[newCount];
        var atOld = new ClauseChange?[oldCount];
        foreach (var change in changes)
        {
            if (change.New.Count > 0)
                atNew[change.New[0].Index] = change;
            else
                atOld[change.Old[0].Index] = change;
        }

        var (staying, removed) = (WhatStands(atNew), WhatStands(atOld));
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

    private static List<ClauseChange> WhatStands(ClauseChange?[] places)
    {
        var found = new List<ClauseChange>(places.Length);
        foreach (var change in places)
        {
            if (change is not null)
                found.Add(change);
        }

        return found;
    }
}

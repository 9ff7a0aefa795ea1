using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Finds where clauses stood that stand elsewhere now, so that whoever reads the old place learns where they went.</summary>
internal static class Departures
{
    /// <summary>For each change after which clauses used to follow that moved away: those clauses, in their old order.</summary>
    public static Dictionary<ClauseChange, List<ClauseChange>> Find(PolicyComparison comparison)
    {
        var holders = new ClauseChange?[comparison.Old.Clauses.Count];
        foreach (var change in comparison.Alignment)
        {
            foreach (var clause in change.Old)
                holders[clause.Index] = change;
        }

        var departures = new Dictionary<ClauseChange, List<ClauseChange>>();
        ClauseChange? before = null;
        for (var i = 0; i < holders.Length; i++)
        {
            if (holders[i] is not { } change)
                continue;
            if (!change.IsMoved)
                before = change;
            else if (before is not null && change.Old[0].Index == i)
                (departures.TryGetValue(before, out var gone) ? gone : departures[before] = []).Add(change);
        }

        return departures;
    }
}

using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Aligns the clauses of two texts and says what became of each.</summary>
internal static class ClauseAligner
{
    public static IReadOnlyList<ClauseChange> Align(PolicyDocument old, PolicyDocument @new)
    {
        // Ties are broken by the texts alone, so that swapping the sides swaps the result and nothing else.
        var isSwapped = string.CompareOrdinal(old.Body, @new.Body) > 0;
        var alignment = isSwapped ? new Alignment(@new.Clauses, old.Clauses) : new Alignment(old.Clauses, @new.Clauses);
        ExactAlignment.Find(alignment);

        var groups = new Dictionary<int, (List<int> Old, List<int> New)>();
        if (!alignment.IsComplete)
        {
            var bags = new WordBags(alignment);
            SimilarAlignment.Find(alignment, bags);
            groups = DividedClauses.Find(alignment, bags);
        }

        var changes = Describe(alignment, groups, isSwapped);
        return ReadingOrder.Arrange(changes, old.Clauses.Count, @new.Clauses.Count);
    }

    private static List<ClauseChange> Describe(Alignment alignment, Dictionary<int, (List<int> Old, List<int> New)> groups, bool isSwapped)
    {
        var changes = new List<ClauseChange>(alignment.New.Count + 8);
        var inOrder = new bool[alignment.Old.Count];
        foreach (var pair in Gaps.Anchors(alignment))
            inOrder[pair.Old] = true;
        for (var old = 0; old < alignment.Old.Count; old++)
        {
            var @new = alignment.OldPartners[old];
            if (@new < 0)
            {
                changes.Add(Create(isSwapped ? ClauseChangeKind.Added : ClauseChangeKind.Removed, [alignment.Old[old]], [], false, isSwapped));
            }
            else if (groups.TryGetValue(old, out var group))
            {
                var isMoved = !group.Old.Exists(place => inOrder[place]);
                changes.Add(Divided(Pick(alignment.Old, group.Old), Pick(alignment.New, group.New), isMoved, isSwapped));
            }
            else if (alignment.NewPartners[@new] == old)
            {
                var isMoved = !inOrder[old];
                var kind = alignment.Reworded.Contains(old) ? ClauseChangeKind.Reworded : isMoved ? ClauseChangeKind.Moved : ClauseChangeKind.Unchanged;
                changes.Add(Create(kind, [alignment.Old[old]], [alignment.New[@new]], isMoved, isSwapped));
            }
        }

        for (var @new = 0; @new < alignment.New.Count; @new++)
        {
            if (alignment.NewPartners[@new] < 0)
                changes.Add(Create(isSwapped ? ClauseChangeKind.Removed : ClauseChangeKind.Added, [], [alignment.New[@new]], false, isSwapped));
        }

        return changes;
    }

    private static ClauseChange Divided(Clause[] old, Clause[] @new, bool isMoved, bool isSwapped)
    {
        var (before, after) = isSwapped ? (@new, old) : (old, @new);
        var diff = WordDiff.Create(before, after);
        var kind = diff.Changes.Count > 0 ? ClauseChangeKind.Reworded : isMoved ? ClauseChangeKind.Moved : ClauseChangeKind.Unchanged;
        return new(kind, before, after, isMoved, diff);
    }

    private static ClauseChange Create(ClauseChangeKind kind, Clause[] old, Clause[] @new, bool isMoved, bool isSwapped) =>
        isSwapped ? new(kind, @new, old, isMoved) : new(kind, old, @new, isMoved);

    private static Clause[] Pick(IReadOnlyList<Clause> clauses, List<int> places) => [.. places.Select(place => clauses[place])];
}

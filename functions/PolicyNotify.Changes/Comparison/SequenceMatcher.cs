namespace PolicyNotify.Changes.Comparison;

/// <summary>
/// Finds which elements of two sequences correspond, in order. Elements that are unique on both sides anchor the match;
/// what lies between anchors is compared in full only while it is small, so that time stays about linear for any input.
/// </summary>
internal sealed class SequenceMatcher
{
    // Two stretches of 400 words together are the largest that is compared word against word; time grows with the square.
    private const long MaxLeaf = 400 * 400;
    private const int MaxLevels = 8;

    // What all such comparisons of one match may cost together; beyond it only anchors count.
    private const long MaxWork = 50 * MaxLeaf;

    private readonly int[] old;
    private readonly int[] @new;
    private readonly int[] partners;
    private readonly Stack<Range> work = new();
    private long budget = MaxWork;

    private SequenceMatcher(int[] old, int[] @new)
    {
        this.old = old;
        this.@new = @new;
        partners = new int[old.Length];
        Array.Fill(partners, -1);
    }

    /// <summary>For each element of the first sequence its place in the second, rising; -1 where it has none.</summary>
    public static int[] Match(int[] old, int[] @new)
    {
        var matcher = new SequenceMatcher(old, @new);
        matcher.work.Push(new(0, old.Length, 0, @new.Length, 0));
        while (matcher.work.TryPop(out var range))
            matcher.Match(range);
        return matcher.partners;
    }

    private void Match(Range range)
    {
        range = TrimEnds(range);
        if (range.OldCount == 0 || range.NewCount == 0)
            return;

        var cost = (long)(range.OldCount + range.NewCount) * (range.OldCount + range.NewCount);
        if (cost <= Math.Min(MaxLeaf, budget))
        {
            budget -= cost;
            LeafDiff.Match(old.AsSpan(range.OldStart, range.OldCount), @new.AsSpan(range.NewStart, range.NewCount), partners, range.OldStart, range.NewStart);
            return;
        }

        if (range.Level >= MaxLevels)
            return;

        var anchors = SequenceAnchors.Find(
            old.AsSpan(range.OldStart, range.OldCount),
            @new.AsSpan(range.NewStart, range.NewCount));
        if (anchors.Count == 0)
            return;

        var (fromOld, fromNew) = (range.OldStart, range.NewStart);
        foreach (var (atOld, atNew) in anchors)
        {
            var (nextOld, nextNew) = (range.OldStart + atOld, range.NewStart + atNew);
            partners[nextOld] = nextNew;
            Push(fromOld, nextOld, fromNew, nextNew, range.Level + 1);
            (fromOld, fromNew) = (nextOld + 1, nextNew + 1);
        }

        Push(fromOld, range.OldEnd, fromNew, range.NewEnd, range.Level + 1);
    }

    private void Push(int oldStart, int oldEnd, int newStart, int newEnd, int level)
    {
        if (oldStart < oldEnd && newStart < newEnd)
            work.Push(new(oldStart, oldEnd, newStart, newEnd, level));
    }

    private Range TrimEnds(Range range)
    {
        var (oldStart, oldEnd, newStart, newEnd, level) = range;
        while (oldStart < oldEnd && newStart < newEnd && old[oldStart] == @new[newStart])
            partners[oldStart++] = newStart++;
        while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] == @new[newEnd - 1])
            partners[--oldEnd] = --newEnd;
        return new(oldStart, oldEnd, newStart, newEnd, level);
    }

    private readonly record struct Range(int OldStart, int OldEnd, int NewStart, int NewEnd, int Level)
    {
        public int OldCount => OldEnd - OldStart;

        public int NewCount => NewEnd - NewStart;
    }
}

namespace PolicyNotify.Changes.Comparison;

/// <summary>Joins differing runs that only a stray "of" or a comma holds apart: nobody reads a rewritten phrase that way.</summary>
internal static class WordRunCleanup
{
    private const int MaxStray = 2;
    private const int MinChange = 3;

    public static IReadOnlyList<WordRun> Join(List<WordRun> runs, WordSide old)
    {
        var joined = new List<WordRun>(runs.Count);
        for (var i = 0; i < runs.Count; i++)
        {
            if (joined.Count > 0 && i + 1 < runs.Count && IsStray(joined[^1], runs[i], runs[i + 1], old))
            {
                var (before, next) = (joined[^1], runs[i + 1]);
                joined[^1] = new(
                    WordRunKind.Different,
                    before.OldStart,
                    next.OldStart + next.OldCount - before.OldStart,
                    before.NewStart,
                    next.NewStart + next.NewCount - before.NewStart);
                i++;
            }
            else
            {
                joined.Add(runs[i]);
            }
        }

        return joined;
    }

    private static bool IsStray(WordRun before, WordRun equal, WordRun after, WordSide old)
    {
        if (!equal.IsEqual || equal.OldCount > MaxStray || before.IsEqual || after.IsEqual)
            return false;
        if (before.OldCount + before.NewCount < MinChange || after.OldCount + after.NewCount < MinChange)
            return false;

        for (var i = 0; i < equal.OldCount; i++)
        {
            var text = old.Atoms[equal.OldStart + i].Text;
            if (text.Length > 3 || char.IsAsciiDigit(text[0]) || text is "." or "?" or "!" or "not" or "no" or "may")
                return false;
        }

        return true;
    }
}

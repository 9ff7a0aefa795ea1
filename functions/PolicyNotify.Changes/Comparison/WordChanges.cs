namespace PolicyNotify.Changes.Comparison;

/// <summary>Puts differing runs into words.</summary>
internal static class WordChanges
{
    public static IReadOnlyList<WordChange> Describe(WordSide old, WordSide @new, IReadOnlyList<WordRun> runs)
    {
        var changes = new List<WordChange>();
        foreach (var run in runs)
        {
            if (run.Kind is not WordRunKind.Different)
                continue;

            changes.Add(new(
                run.OldCount == 0 ? WordChangeKind.Inserted : run.NewCount == 0 ? WordChangeKind.Deleted : WordChangeKind.Replaced,
                old.Slice(run.OldStart, run.OldCount),
                @new.Slice(run.NewStart, run.NewCount),
                old.Offset(run.OldStart),
                @new.Offset(run.NewStart),
                old.SentencesAround(run.OldStart, run.OldCount),
                @new.SentencesAround(run.NewStart, run.NewCount)));
        }

        return changes;
    }
}

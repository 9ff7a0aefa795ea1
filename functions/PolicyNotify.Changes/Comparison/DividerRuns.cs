namespace PolicyNotify.Changes.Comparison;

/// <summary>
/// When a paragraph becomes a list, or back, commas, semicolons and the last "and" come and go between the items.
/// They are layout where one side begins or ends a clause.
/// </summary>
internal static class DividerRuns
{
    public static IReadOnlyList<WordRun> Mark(IReadOnlyList<WordRun> runs, WordSide old, WordSide @new) =>
        [.. runs.Select(run => IsDivider(run, old, @new) ? run with { Kind = WordRunKind.Divider } : run)];

    private static bool IsDivider(WordRun run, WordSide old, WordSide @new)
    {
        if (run.IsEqual || !(IsEdge(old, run.OldStart, run.OldCount) || IsEdge(@new, run.NewStart, run.NewCount)))
            return false;

        var before = Conjunction(old, run.OldStart, run.OldCount);
        var after = Conjunction(@new, run.NewStart, run.NewCount);
        return before is not null && after is not null && (before.Length == 0 || after.Length == 0 || before == after);
    }

    private static bool IsEdge(WordSide side, int start, int count) =>
        side.Clauses.Count > 1 && (side.IsFirst(start) || side.IsFirst(start + count) || start + count == side.Atoms.Length);

    // The "and" or "or" among the atoms; empty when there is none; null when they say something.
    private static string? Conjunction(WordSide side, int start, int count)
    {
        var found = "";
        foreach (var atom in side.Atoms.AsSpan(start, count))
        {
            if (atom.Text is "and" or "or")
                found = atom.Text;
            else if (atom.Text is not ("," or ";" or "." or ":" or "\u2013"))
                return null;
        }

        return found;
    }
}

using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>What became of one clause, or of a few that were split or merged.</summary>
public sealed class ClauseChange
{
    private WordDiff? diff;

    internal ClauseChange(ClauseChangeKind kind, IReadOnlyList<Clause> old, IReadOnlyList<Clause> @new, bool isMoved, WordDiff? diff = null)
    {
        Kind = kind;
        Old = old;
        New = @new;
        IsMoved = isMoved;
        this.diff = diff;
    }

    /// <summary>What became of it.</summary>
    public ClauseChangeKind Kind { get; }

    /// <summary>The earlier clauses, in order: one as a rule, several when they were merged, none when added.</summary>
    public IReadOnlyList<Clause> Old { get; }

    /// <summary>The later clauses, in order: one as a rule, several after a split, none when removed.</summary>
    public IReadOnlyList<Clause> New { get; }

    /// <summary>Whether it stands elsewhere now; a reworded clause may have moved as well.</summary>
    public bool IsMoved { get; }

    /// <summary>The section where it stands now, or stood when it was removed; null before the first heading.</summary>
    public Section? Section => (New.Count > 0 ? New : Old)[0].Section;

    /// <summary>What was said, form removed; several clauses stand on lines of their own. Empty when added.</summary>
    public string OldText => WordSide.TextOf(Old);

    /// <summary>What is said now, form removed; several clauses stand on lines of their own. Empty when removed.</summary>
    public string NewText => WordSide.TextOf(New);

    /// <summary>The runs of words that differ, in reading order. Empty when only form differs.</summary>
    public IReadOnlyList<WordChange> Words => Diff.Changes;

    /// <summary>What differs besides the words.</summary>
    public FormChange Form => Diff.Form;

    /// <summary>Whether no word of substance differs: it says the same, says nothing at all (a comment), or only dates the text itself.</summary>
    public bool IsFormOnly =>
        Kind is ClauseChangeKind.Unchanged or ClauseChangeKind.Moved || (Old.All(SaysNothing) && New.All(SaysNothing));

    internal WordDiff Diff => diff ??= WordDiff.Create(Old, New);

    private static bool SaysNothing(Clause clause) => clause.IsDateLine || clause.Meaning.Length == 0;
}

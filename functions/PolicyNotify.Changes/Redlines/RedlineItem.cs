using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Redlines;

/// <summary>One row of a redline: a clause, or a few that were split or merged.</summary>
public sealed class RedlineItem
{
    private readonly ClauseChange change;
    private readonly PolicyComparison comparison;
    private IReadOnlyList<RedlineRun>? runs;

    internal RedlineItem(PolicyComparison comparison, ClauseChange change, IReadOnlyList<ClauseChange> movedAway)
    {
        MovedAway = movedAway;
        this.comparison = comparison;
        this.change = change;
    }

    /// <summary>What became of it.</summary>
    public ClauseChangeKind Kind => change.Kind;

    /// <summary>What it is in the Markdown now, or was when it is gone.</summary>
    public ClauseKind ClauseKind => Leading.Kind;

    /// <summary>Whether it stands elsewhere now.</summary>
    public bool IsMoved => change.IsMoved;

    /// <summary>The section it came from when it moved; null otherwise or when it stood before the first heading.</summary>
    public string? MovedFrom => IsMoved ? change.Old[0].Section?.Path : null;

    /// <summary>The place of its first clause in the earlier text; null when added.</summary>
    public int? OldIndex => change.Old.Count > 0 ? change.Old[0].Index : null;

    /// <summary>The place of its first clause in the later text; null when removed.</summary>
    public int? NewIndex => change.New.Count > 0 ? change.New[0].Index : null;

    /// <summary>Whether it reads the same at the same place.</summary>
    public bool IsFolded => Kind is ClauseChangeKind.Unchanged;

    /// <summary>Its words, run by run. The sources of all runs together are the clauses as they are written.</summary>
    public IReadOnlyList<RedlineRun> Runs => runs ??= RedlineRuns.Cut(comparison, change);

    /// <summary>What it says now, or said when it is gone.</summary>
    public string Text => (change.New.Count > 0 ? change.New : change.Old)[0].Meaning;

    /// <summary>What used to follow it and stands elsewhere now.</summary>
    internal IReadOnlyList<ClauseChange> MovedAway { get; }

    // Numbering that the author wrote is form, but readers cite a paragraph by it.
    internal string Numbering
    {
        get
        {
            if (Leading.Number is null || Leading.Reading.Atoms.Length == 0)
                return "";
            var body = (change.New.Count > 0 ? comparison.New : comparison.Old).Body;
            return body[Leading.Start..Leading.Reading.Atoms[0].Start].Replace("*", "", StringComparison.Ordinal).Trim('#', '_', ' ', '\t', '\n');
        }
    }

    internal Section? Section => change.Section;

    internal int? HeadingLevel => ClauseKind is ClauseKind.Heading ? Leading.Section!.Level : null;

    private Clause Leading => (change.New.Count > 0 ? change.New : change.Old)[0];
}

namespace PolicyNotify.Changes.Comparison;

/// <summary>What became of a clause from one version to the next.</summary>
public enum ClauseChangeKind
{
    /// <summary>It says the same at the same place. Its form may differ.</summary>
    Unchanged,

    /// <summary>It says the same at another place.</summary>
    Moved,

    /// <summary>It says it in other words, at the same place or at another.</summary>
    Reworded,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,
}

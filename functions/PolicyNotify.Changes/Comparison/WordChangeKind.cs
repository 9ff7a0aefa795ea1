namespace PolicyNotify.Changes.Comparison;

/// <summary>What became of a run of words.</summary>
public enum WordChangeKind
{
    /// <summary>Other words stand in its place.</summary>
    Replaced,

    /// <summary>It is new.</summary>
    Inserted,

    /// <summary>It is gone.</summary>
    Deleted,
}

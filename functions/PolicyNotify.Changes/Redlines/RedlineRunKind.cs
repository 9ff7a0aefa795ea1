namespace PolicyNotify.Changes.Redlines;

/// <summary>On which sides a run of a redline stands.</summary>
public enum RedlineRunKind
{
    /// <summary>On both.</summary>
    Same,

    /// <summary>Only in the earlier text.</summary>
    Deleted,

    /// <summary>Only in the later text.</summary>
    Inserted,
}

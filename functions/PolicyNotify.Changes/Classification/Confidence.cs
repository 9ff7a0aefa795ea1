namespace PolicyNotify.Changes.Classification;

/// <summary>How sure a <see cref="Reason"/> is.</summary>
public enum Confidence
{
    /// <summary>In doubt. A significant reason of low confidence means: nothing showed that the change is harmless.</summary>
    Low,

    /// <summary>Likely; another reader might weigh it differently.</summary>
    Medium,

    /// <summary>The words themselves show it.</summary>
    High,
}

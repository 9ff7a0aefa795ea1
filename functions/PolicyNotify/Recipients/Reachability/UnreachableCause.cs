namespace PolicyNotify.Recipients.Reachability;

/// <summary>Why an address is not mailed any more.</summary>
public enum UnreachableCause
{
    /// <summary>Mail to it came back for good.</summary>
    Bounced,

    /// <summary>The person called our mail unwanted.</summary>
    Complained,
}

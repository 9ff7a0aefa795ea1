namespace PolicyNotify.Recipients.Reachability;

/// <summary>Why mail does not reach an address.</summary>
public enum UnreachableCause
{
    /// <summary>Mail to it came back for good.</summary>
    Bounced,

    /// <summary>The person called our mail unwanted.</summary>
    Complained,

    /// <summary>The mail system does not take mail to it. That may be the mail system's fault: it is tried again with each notice.</summary>
    Refused,
}

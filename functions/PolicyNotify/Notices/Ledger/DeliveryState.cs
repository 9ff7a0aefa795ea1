namespace PolicyNotify.Notices.Ledger;

/// <summary>What is known of one person's copy.</summary>
public enum DeliveryState
{
    /// <summary>To be made; never attempted, or an attempt was broken off before it began.</summary>
    Planned,

    /// <summary>On its way: somebody works on it until its lease ends.</summary>
    Sending,

    /// <summary>The mail system took it: the person counts as told from that moment.</summary>
    Accepted,

    /// <summary>The mail system will never take it.</summary>
    Refused,

    /// <summary>Not attempted: the person's address is known to be dead, or the person complained. Ends with a newer proof of the address.</summary>
    Suppressed,

    /// <summary>The mail system did not take it; it is tried again.</summary>
    TryLater,

    /// <summary>The mail system may or may not have taken it.</summary>
    Unknown,
}

namespace PolicyNotify.Notices.Ledger;

/// <summary>What an event says about a copy.</summary>
internal enum DeliveryEventKind
{
    /// <summary>The mail system has it and will send it.</summary>
    Processed,

    /// <summary>The person's mail server put it off.</summary>
    Deferred,

    /// <summary>The person's mail server took it.</summary>
    Delivered,

    /// <summary>It came back, for a reason that may pass.</summary>
    Blocked,

    /// <summary>It came back for good.</summary>
    Bounced,

    /// <summary>The mail system will not send it to this address, which bounced before or is none.</summary>
    DroppedAsDead,

    /// <summary>The mail system will not send it to this person, who complained before.</summary>
    DroppedAsUnwanted,

    /// <summary>The mail system will not send it, for a reason that is not the address.</summary>
    DroppedForOurs,

    /// <summary>The person called it unwanted.</summary>
    Complained,
}

namespace PolicyNotify.Notices.Ledger;

/// <summary>What was heard of a copy after the mail system took it.</summary>
public enum DeliveryOutcome
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The person's mail server put it off; the mail system goes on trying.</summary>
    Deferred,

    /// <summary>The person's mail server took it.</summary>
    Delivered,

    /// <summary>The person's mail server sent this message back for a reason that may pass.</summary>
    Blocked,

    /// <summary>The mail system never sent it on.</summary>
    Dropped,

    /// <summary>The address is dead: it came back for good.</summary>
    Bounced,

    /// <summary>The person received it and called it unwanted.</summary>
    Complained,
}

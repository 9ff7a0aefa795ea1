namespace PolicyNotify.Replies.Records;

/// <summary>Whether the steps of an objection have been put into the outbox for the product's account system.</summary>
internal enum HandingOnState
{
    /// <summary>Some have not.</summary>
    Due,

    /// <summary>All have.</summary>
    Done,

    /// <summary>Nobody was to be told: no endpoint was configured.</summary>
    Nobody,
}

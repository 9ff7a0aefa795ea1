namespace PolicyNotify.Mail.Legal;

/// <summary>Whether this process is to send a mail to legal.</summary>
internal enum LegalMailClaim
{
    /// <summary>It is.</summary>
    Ours,

    /// <summary>Somebody else is at it, or it waits for its next attempt.</summary>
    Taken,

    /// <summary>It was sent, refused for good, or given up.</summary>
    Done,
}

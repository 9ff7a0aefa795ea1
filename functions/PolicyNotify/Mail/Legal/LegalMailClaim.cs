namespace PolicyNotify.Mail.Legal;

/// <summary>Whether this process is to send a mail to legal.</summary>
internal enum LegalMailClaim
{
    /// <summary>It is.</summary>
    Ours,

    /// <summary>Somebody else is at it.</summary>
    Taken,

    /// <summary>It was sent, or refused for good.</summary>
    Done,
}

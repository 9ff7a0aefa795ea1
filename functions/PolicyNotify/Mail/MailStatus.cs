namespace PolicyNotify.Mail;

/// <summary>What a mail system answered.</summary>
internal enum MailStatus
{
    /// <summary>It took responsibility for the message.</summary>
    Accepted,

    /// <summary>It will never take this message to this person.</summary>
    Refused,

    /// <summary>It will not take the message as it is. That says nothing about the person's address, and may be said of everybody.</summary>
    MessageRefused,

    /// <summary>It did not take the message now; another try may succeed.</summary>
    TryLater,

    /// <summary>The connection ended before it answered: the message may or may not have been taken.</summary>
    Unknown,

    /// <summary>It turns us away whoever the recipient is (credentials, sender, malformed request): sending on would only burn through the list.</summary>
    Stopped,
}

namespace PolicyNotify.Mail.Legal;

/// <summary>What is known of a mail to legal.</summary>
internal enum LegalMailState
{
    /// <summary>To be sent: the mail system did not take it when it was tried.</summary>
    Due,

    /// <summary>On its way.</summary>
    Sending,

    /// <summary>The mail system took it.</summary>
    Sent,

    /// <summary>The mail system will never take it.</summary>
    Refused,

    /// <summary>The mail system did not take it for a week.</summary>
    GivenUp,
}

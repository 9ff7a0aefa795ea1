namespace PolicyNotify.Replies.Records;

/// <summary>Where the answer to a person who objected stands.</summary>
public enum AcknowledgementState
{
    /// <summary>To be sent.</summary>
    Due,

    /// <summary>Being sent.</summary>
    Sending,

    /// <summary>The mail system took it.</summary>
    Sent,

    /// <summary>The mail system did not say whether it took it. It is not sent again.</summary>
    Unknown,

    /// <summary>The mail system will never take it.</summary>
    Refused,

    /// <summary>Not sent, because the person was answered often enough for a day.</summary>
    Withheld,

    /// <summary>Given up: the mail system did not take it for days. Legal was written to.</summary>
    GivenUp,
}

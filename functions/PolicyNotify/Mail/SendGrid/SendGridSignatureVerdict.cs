namespace PolicyNotify.Mail.SendGrid;

/// <summary>What the signature of a webhook request is worth.</summary>
internal enum SendGridSignatureVerdict
{
    /// <summary>SendGrid sent exactly this, within the replay window.</summary>
    Genuine,

    /// <summary>One of the two headers is not there.</summary>
    Missing,

    /// <summary>A header is not what SendGrid writes: no base64, no number of seconds.</summary>
    Malformed,

    /// <summary>Somebody else sent it, or it was changed on its way, or the configured key belongs to another webhook.</summary>
    Forged,

    /// <summary>Genuine once, but signed too long ago (or in the future): it may have been recorded and sent again by somebody else.</summary>
    OutsideWindow,
}

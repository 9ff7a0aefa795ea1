namespace PolicyNotify.Mail;

/// <summary>Which mail system takes the messages.</summary>
internal enum MailTransportKind
{
    /// <summary>Files in a folder, one a message; for development, demonstrations and mail servers that collect from a folder.</summary>
    Pickup,

    /// <summary>A mail server, over SMTP.</summary>
    Smtp,

    /// <summary>SendGrid's web API.</summary>
    SendGrid,
}

namespace PolicyNotify.Mail.Smtp;

/// <summary>How a connection to a mail server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>Plain to begin with, then STARTTLS, which must succeed. The custom of port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte. The custom of port 465.</summary>
    Tls,

    /// <summary>Not at all: for a server on the same machine only.</summary>
    None,
}

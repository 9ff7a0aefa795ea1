namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>How a connection to a mailbox is protected.</summary>
internal enum ImapSecurity
{
    /// <summary>TLS from the first byte. The custom of port 993.</summary>
    Tls,

    /// <summary>Plain to begin with, then STARTTLS, which must succeed. The custom of port 143.</summary>
    StartTls,

    /// <summary>Not at all: for a server on the same machine only.</summary>
    None,
}

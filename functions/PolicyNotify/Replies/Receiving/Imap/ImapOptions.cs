namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>A mailbox that replies arrive in. Section <c>Replies:Imap:n</c>.</summary>
internal sealed class ImapOptions
{
    /// <summary>The server's name; required.</summary>
    public string? Host { get; set; }

    /// <summary>The server's port; 993 by default, 143 with STARTTLS.</summary>
    public int? Port { get; set; }

    /// <summary>How the connection is protected; TLS by default.</summary>
    public ImapSecurity Security { get; set; } = ImapSecurity.Tls;

    /// <summary>The account to sign in with; required.</summary>
    public string? UserName { get; set; }

    /// <summary>The account's password (or app password); this or <see cref="OAuth2"/>.</summary>
    public string? Password { get; set; }

    /// <summary>Where to get an access token in the place of a password.</summary>
    public OAuth2Options? OAuth2 { get; set; }

    /// <summary>The folder that replies arrive in; INBOX by default. Levels are separated by slashes, whatever the server uses.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>Where mails are moved that were taken in; created when it is missing. <c>PolicyNotify/Done</c> by default.</summary>
    public string DoneFolder { get; set; } = "PolicyNotify/Done";

    /// <summary>Where mails are moved that the server itself cannot hand out; created when needed. <c>PolicyNotify/Failed</c> by default.</summary>
    public string FailedFolder { get; set; } = "PolicyNotify/Failed";

    /// <summary>How long the server may be silent; a minute by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>After how long a run begins no further mail; four minutes by default, below the time a function may take.</summary>
    public TimeSpan RunTime { get; set; } = TimeSpan.FromMinutes(4);

    public int PortNumber => Port ?? (Security is ImapSecurity.Tls ? 993 : 143);
}

namespace PolicyNotify.Mail.Smtp;

/// <summary>Section <c>Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The server's name; required.</summary>
    public string? Host { get; set; }

    /// <summary>The server's port; 587 by default.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected; STARTTLS by default.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The account to sign in with; none by default.</summary>
    public string? UserName { get; set; }

    /// <summary>The account's password.</summary>
    public string? Password { get; set; }

    /// <summary>How many connections are open at once at most; 4 by default.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>After how many messages a connection is closed and opened anew; 100 by default, which most servers allow.</summary>
    public int MessagesPerConnection { get; set; } = 100;

    /// <summary>How long one command may take; 30 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

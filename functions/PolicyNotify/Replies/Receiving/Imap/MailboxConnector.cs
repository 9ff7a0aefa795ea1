using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using PolicyNotify.Mail;

namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>Opens a mailbox, or says which setting keeps it from being opened.</summary>
internal sealed class MailboxConnector(AccessTokens tokens)
{
    /// <summary>A signed-in connection.</summary>
    /// <exception cref="MailboxException">The server cannot be reached or does not accept the account.</exception>
    public async Task<ImapClient> OpenAsync(string setting, ImapOptions mailbox, CancellationToken cancellationToken)
    {
        var client = new ImapClient { Timeout = (int)mailbox.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(mailbox.Host!, mailbox.PortNumber, Protection(mailbox.Security), cancellationToken);
            await SignInAsync(client, setting, mailbox, cancellationToken);
            return client;
        }
        catch (Exception exception)
        {
            client.Dispose();
            if (Explain(exception, setting, mailbox) is { } explanation && !cancellationToken.IsCancellationRequested)
                throw new MailboxException(explanation, exception);
            throw;
        }
    }

    private async Task SignInAsync(ImapClient client, string setting, ImapOptions mailbox, CancellationToken cancellationToken)
    {
        if (mailbox.OAuth2 is not { } oauth)
        {
            await client.AuthenticateAsync(mailbox.UserName!, mailbox.Password!, cancellationToken);
            return;
        }

        try
        {
            await client.AuthenticateAsync(new SaslMechanismOAuth2(mailbox.UserName!, await tokens.GetAsync(setting, oauth, cancellationToken)), cancellationToken);
        }
        catch (AuthenticationException)
        {
            tokens.Forget(setting);
            throw;
        }
    }

    private static SecureSocketOptions Protection(ImapSecurity security) => security switch
    {
        ImapSecurity.Tls => SecureSocketOptions.SslOnConnect,
        ImapSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static string? Explain(Exception exception, string setting, ImapOptions mailbox) => exception switch
    {
        MailboxException => null,
        AuthenticationException => $"The server does not accept {setting}:UserName with {(mailbox.OAuth2 is null ? $"{setting}:Password" : $"the token of {setting}:OAuth2")}: {MailText.Redacted(exception.Message)}",
        SslHandshakeException => $"No protected connection to {setting}:Host is possible: its certificate is not trusted here, or {setting}:Port and {setting}:Security do not belong together.",
        NotSupportedException => $"The server does not offer what {setting}:Security or the sign-in asks for: {MailText.Redacted(exception.Message)}",
        SocketException or IOException or TimeoutException or OperationCanceledException or ImapProtocolException or ServiceNotConnectedException =>
            $"The server {setting}:Host cannot be reached: {exception.GetType().Name}.",
        ImapCommandException => $"The server refused to begin: {MailText.Redacted(exception.Message)} See {setting}.",
        _ => null,
    };
}

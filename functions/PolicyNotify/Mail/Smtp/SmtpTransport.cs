using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace PolicyNotify.Mail.Smtp;

/// <summary>Hands messages to a mail server.</summary>
internal sealed class SmtpTransport(MimeMessages messages, SmtpConnectionPool pool) : IMailTransport
{
    private static readonly MailOutcome NoInternationalAddresses =
        MailOutcome.Refused("5.6.7 Our mail server takes no mail to addresses with letters beyond ASCII before the @ (it lacks SMTPUTF8).");

    public string Name => "smtp";

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = messages.Build(mail);
        var first = await TryOnceAsync(message, cancellationToken);

        // A connection kept open may have been closed by the server meanwhile; that says nothing about this message.
        return first is { WasKeptOpen: true, Outcome.Status: MailStatus.TryLater, Broken: true }
            ? (await TryOnceAsync(message, cancellationToken)).Outcome
            : first.Outcome;
    }

    private async Task<Attempt> TryOnceAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        SmtpConnection connection;
        try
        {
            connection = await pool.TakeAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(OfConnecting(exception), WasKeptOpen: false, Broken: true);
        }

        var keptOpen = connection.Messages > 0;
        var broken = true;
        var progress = new SmtpConnection.DataProgress();
        try
        {
            var format = MimeMessages.FormatOf(message);
            if (format.International && !connection.Client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            {
                // RFC 6531, section 3.1: such an address must not be sent to a server that does not offer it; some take it and lose the mail.
                broken = false;
                return new(NoInternationalAddresses, keptOpen, Broken: false);
            }

            connection.Messages++;
            var answer = await connection.Client.SendAsync(format, message, cancellationToken, progress);
            broken = false;
            return new(MailOutcome.Accepted(MailText.Redacted(answer)), keptOpen, Broken: false);
        }
        catch (SmtpCommandException exception)
        {
            broken = !connection.Client.IsConnected;
            return new(SmtpAnswer.Read(exception), keptOpen, broken && !progress.HasBegun);
        }
        catch (NotSupportedException)
        {
            broken = false;
            return new(NoInternationalAddresses, keptOpen, Broken: false);
        }
        catch (ServiceNotAuthenticatedException exception)
        {
            return new(MailOutcome.Stopped(MailText.Redacted(exception.Message)), keptOpen, Broken: true);
        }
        catch (OperationCanceledException) when (!progress.HasBegun)
        {
            throw;
        }
        catch (Exception exception) when (exception is IOException or SocketException or SmtpProtocolException or ServiceNotConnectedException
            or TimeoutException or OperationCanceledException)
        {
            var detail = $"The connection ended: {exception.GetType().Name}.";
            return new(progress.HasBegun ? MailOutcome.Unknown(detail) : MailOutcome.TryLater(detail), keptOpen, Broken: true);
        }
        finally
        {
            await pool.ReturnAsync(connection, broken);
        }
    }

    // Nothing was sent yet. Wrong credentials stay wrong for everybody; anything else may pass.
    private static MailOutcome OfConnecting(Exception exception) => exception switch
    {
        AuthenticationException => MailOutcome.Stopped($"The mail server does not accept Mail:Smtp:UserName and Mail:Smtp:Password: {MailText.Redacted(exception.Message)}"),
        NotSupportedException => MailOutcome.Stopped($"The mail server does not offer what Mail:Smtp:Security or Mail:Smtp:UserName asks for: {MailText.Redacted(exception.Message)}"),
        SslHandshakeException => MailOutcome.Stopped("The TLS handshake with the mail server failed: its certificate is not trusted here."),
        _ => MailOutcome.TryLater($"The mail server could not be reached: {exception.GetType().Name}."),
    };

    private sealed record Attempt(MailOutcome Outcome, bool WasKeptOpen, bool Broken);
}

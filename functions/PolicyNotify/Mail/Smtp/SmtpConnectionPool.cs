using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Mail.Smtp;

/// <summary>Keeps connections open between messages, up to the configured number.</summary>
internal sealed class SmtpConnectionPool : IAsyncDisposable
{
    private readonly SmtpOptions options;
    private readonly SemaphoreSlim slots;
    private readonly ConcurrentBag<SmtpConnection> idle = [];

    public SmtpConnectionPool(IOptions<MailOptions> options)
    {
        this.options = options.Value.Smtp;
        slots = new SemaphoreSlim(this.options.Connections);
    }

    /// <summary>Waits for a free place and takes an open connection, or opens one.</summary>
    /// <exception cref="AuthenticationException">The server does not accept the account.</exception>
    public async Task<SmtpConnection> TakeAsync(CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            while (idle.TryTake(out var open))
            {
                if (open.Client.IsConnected)
                {
                    return open;
                }

                open.Dispose();
            }

            return await OpenAsync(cancellationToken);
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    /// <summary>Gives a connection back; one that is worn out or broken is closed.</summary>
    public async Task ReturnAsync(SmtpConnection connection, bool broken)
    {
        try
        {
            if (!broken && connection.Client.IsConnected && connection.Messages < options.MessagesPerConnection)
            {
                idle.Add(connection);
            }
            else
            {
                await CloseAsync(connection, polite: !broken);
            }
        }
        finally
        {
            slots.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var connection))
        {
            await CloseAsync(connection, polite: true);
        }

        slots.Dispose();
    }

    private async Task<SmtpConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        try
        {
            var security = options.Security switch
            {
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            };
            await client.ConnectAsync(await SmtpSocket.OpenAsync(options.Host!, options.Port, options.Timeout, cancellationToken), options.Host!, options.Port, security, cancellationToken);
            if (options.UserName is { } user)
            {
                await client.AuthenticateAsync(user, options.Password!, cancellationToken);
            }

            return new SmtpConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task CloseAsync(SmtpConnection connection, bool polite)
    {
        try
        {
            if (polite && connection.Client.IsConnected)
            {
                await connection.Client.DisconnectAsync(quit: true, CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is IOException or SmtpProtocolException or SmtpCommandException)
        {
            // The server hung up before our QUIT: nothing is lost with it.
        }
        finally
        {
            connection.Dispose();
        }
    }
}

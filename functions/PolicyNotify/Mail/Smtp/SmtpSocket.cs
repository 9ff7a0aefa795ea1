using System.Net.Sockets;

namespace PolicyNotify.Mail.Smtp;

internal static class SmtpSocket
{
    /// <summary>
    /// Connects without Nagle's algorithm (RFC 896): a message ends with a small write that would wait for the acknowledgement of the one
    /// before, which the other side delays by 40 ms and more (RFC 1122, 4.2.3.2).
    /// </summary>
    /// <exception cref="TimeoutException">Nobody answered in time.</exception>
    public static async Task<Socket> OpenAsync(string host, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token);
            return socket;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"The mail server did not answer within {timeout.TotalSeconds:0.###} seconds.", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>
/// Opens connections to endpoints. Whether an address may be called is decided from the one that is really called, after its name was looked up and for
/// each connection anew, so that a name cannot be pointed elsewhere between a check and the call.
/// </summary>
internal static class WebhookConnections
{
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, bool allowPrivate, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        var found = await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken);
        var allowed = Array.FindAll(found, address => CallableAddress.IsAllowed(address, allowPrivate));
        if (allowed.Length == 0)
            throw new AddressRefusedException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

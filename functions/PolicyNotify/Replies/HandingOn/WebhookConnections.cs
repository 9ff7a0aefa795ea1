using System.Net;
using System.Net.Sockets;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>
/// Opens connections to endpoints. Private addresses are allowed, because the account system may well live beside this one and only operators
/// name endpoints; link-local ones are not, because there clouds answer with the machine's credentials. Decided from the address that is
/// really called, so that a name cannot be pointed elsewhere between a check and the call.
/// </summary>
internal static class WebhookConnections
{
    public static bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily is AddressFamily.InterNetworkV6)
            return !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && !plain.Equals(IPAddress.IPv6Any);
        var bytes = plain.GetAddressBytes();
        return bytes is not ([0, ..] or [169, 254, ..] or [>= 224, ..]);
    }

    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        var allowed = (await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken)).Where(IsAllowed).ToArray();
        if (allowed.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The endpoint's name stands for no address that may be called.");

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

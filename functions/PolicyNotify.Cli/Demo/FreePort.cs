using System.Net;
using System.Net.Sockets;

namespace PolicyNotify.Cli.Demo;

internal static class FreePort
{
    /// <summary>The preferred port when nobody listens there, else one that the system chooses.</summary>
    public static int Find(int preferred)
    {
        try
        {
            return Bind(preferred);
        }
        catch (SocketException)
        {
            return Bind(0);
        }
    }

    private static int Bind(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.ExclusiveAddressUse = true;
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

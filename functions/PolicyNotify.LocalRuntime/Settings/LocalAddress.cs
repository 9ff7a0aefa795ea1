using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace PolicyNotify.LocalRuntime.Settings;

/// <summary>
/// Settings that are the address this program listens on as long as nobody sets them, so that links lead back to it whatever port it was given. Named
/// under <c>LocalAddress</c>; none where that is not set, as in production.
/// </summary>
internal static class LocalAddress
{
    private const string Setting = "LocalAddress";
    private const string Urls = "urls";

    private static readonly string[] Everywhere = ["*", "+", "0.0.0.0", "[::]"];

    /// <summary>The values of the named settings. Where any free port is asked for, one is chosen now: afterwards is too late for links.</summary>
    public static Dictionary<string, string?> Ensure(IConfiguration configuration, string fallback)
    {
        var named = configuration.GetSection(Setting).Get<string[]>() ?? [];
        if (!named.Any(setting => configuration[setting] is null))
            return [];
        var urls = configuration[Urls] is { Length: > 0 } given ? given : fallback;
        var first = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];
        if (Parts(first) is not { } parts)
            return [];
        if (parts.Port == 0)
        {
            parts = parts with { Port = FreePort() };
            configuration[Urls] = $"{parts.Scheme}://{parts.Host}:{Text(parts.Port)}" + urls[(urls.IndexOf(first, StringComparison.Ordinal) + first.Length)..];
        }

        var host = Everywhere.Contains(parts.Host, StringComparer.Ordinal) ? "localhost" : parts.Host;
        return named.ToDictionary(setting => setting, _ => (string?)$"{parts.Scheme}://{host}:{Text(parts.Port)}/", StringComparer.OrdinalIgnoreCase);
    }

    private static (string Scheme, string Host, int Port)? Parts(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return null;
        var rest = url[(scheme + 3)..].TrimEnd('/');
        var colon = rest.LastIndexOf(':');
        if (colon < 0 || colon < rest.IndexOf(']', StringComparison.Ordinal))
            return (url[..scheme], rest, url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? 443 : 80);
        return int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? (url[..scheme], rest[..colon], port) : null;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

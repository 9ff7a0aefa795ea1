using System.Net;
using System.Net.Sockets;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>
/// Which addresses an endpoint may stand at: public ones; private ones where its setting says so; never those of a single link and those at which
/// clouds hand out their machines' credentials. By the IANA registries of special-purpose addresses. An IPv4 address inside an IPv6 one counts as what it is.
/// </summary>
internal static class CallableAddress
{
    private static readonly IPNetwork[] Never =
    [
        .. Networks("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "fec0::/10", "ff00::/8", "100::/64"),

        // Metadata and agents of Azure, Alibaba, Amazon (over IPv6), Google (over IPv6); 169.254.169.254 is among the above.
        .. Networks("168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128", "fd20:ce::254/128"),
    ];

    private static readonly IPNetwork[] Private =
    [
        .. Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "::1/128", "fc00::/7"),

        // For protocols, benchmarks and documentation.
        .. Networks("192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),

        // Translation with prefixes of one's own: what lies behind, only the network knows.
        .. Networks("64:ff9b:1::/48"),
    ];

    // NAT64 (RFC 6052), IPv4-compatible (RFC 4291), 6to4 (RFC 3056), and at which byte the IPv4 address begins.
    private static readonly (IPNetwork Network, int At)[] Embedding = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    // Teredo (RFC 4380) hides the address of a machine behind a home router, bit by bit turned round: no account system stands there.
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    public static bool IsAllowed(IPAddress address, bool allowPrivate)
    {
        var plain = Plain(address);
        return !Array.Exists(Never, network => network.Contains(plain)) && !Teredo.Contains(plain) && (allowPrivate || !Array.Exists(Private, network => network.Contains(plain)));
    }

    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;

        // The zone of a link ("%eth0") names an interface, not another address.
        var plain = new IPAddress(address.GetAddressBytes());
        if (IPAddress.IsLoopback(plain) || plain.Equals(IPAddress.IPv6Any))
            return plain;
        foreach (var (network, at) in Embedding)
        {
            if (network.Contains(plain))
                return new IPAddress(plain.GetAddressBytes().AsSpan(at, 4));
        }

        return plain;
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}

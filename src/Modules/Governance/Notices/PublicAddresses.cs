using System.Net;
using System.Net.Sockets;

namespace Gongxin.Governance.Notices;

// Which addresses are out in the Internet. A webhook's host is resolved first and connected to by the very address that was looked at,
// so that neither a name of an inner machine nor one that changes its mind reaches what only this node can reach.
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Inner =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // Of the newer addresses only what is given out; of that, not what carries an older one or is for documents.
    private static readonly IPNetwork Outer6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Inner6 = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    public static bool Has(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Has(address.MapToIPv4());
        }

        return address.AddressFamily is AddressFamily.InterNetwork
            ? !Inner.Any(network => network.Contains(address))
            : Outer6.Contains(address) && !Inner6.Any(network => network.Contains(address));
    }
}

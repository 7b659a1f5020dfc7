using System.Net;
using System.Net.Sockets;

namespace Gongxin.Kernel.Http;

/// <summary>
/// Which addresses are out in the Internet. The host that somebody names is resolved first and connected to by the very addresses that
/// were looked at, so that neither a name of an inner machine nor one that changes its mind reaches what only this node can reach.
/// </summary>
public static class PublicAddresses
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

    /// <summary>True when the address is one of the Internet.</summary>
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

    /// <summary>The addresses of a host that may be connected to.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="toPrivate">True where inner addresses are allowed, too.</param>
    /// <param name="ct">Ends the look-up.</param>
    /// <exception cref="AddressNotPublicException">One of them is not public.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, bool toPrivate, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, ct);
        return toPrivate || addresses.All(Has) ? addresses : throw new AddressNotPublicException();
    }

    /// <summary>A handler for requests to hosts that others name: no redirects, no proxy, no cookies, no inner addresses.</summary>
    public static SocketsHttpHandler NewHandler(bool toPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, toPrivate, ct),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool toPrivate, CancellationToken ct)
    {
        var addresses = await ResolveAsync(host.Host, toPrivate, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host's address is not public.</summary>
public sealed class AddressNotPublicException() : IOException("The host's address is not public.");

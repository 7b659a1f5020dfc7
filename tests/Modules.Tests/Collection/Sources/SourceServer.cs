using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gongxin.Tests.Collection.Sources;

// An organisation's own server on the loopback address: gives what the test says, and keeps what it was asked.
internal sealed class SourceServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public SourceServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }
    public string Address => $"http://127.0.0.1:{Port}/monthly.json?period={{period}}";

    public int Status { get; set; } = 200;
    public string Body { get; set; } = "";

    // Path with query, and the header X-Key.
    public ConcurrentQueue<(string Path, string? Key)> Asked { get; } = new();

    public static string Json(int output, string? more = null) =>
        $$"""{"values":[{{Cell("工业总产值", "本月", output)}},{{Cell("工业总产值", "上月累计", 200)}},{{Cell("工业总产值", "本月累计", output + 200)}}{{more}}]}""";

    public static string Cell(string row, string column, int value) => $$"""{"sheet":"主要经济指标","row":"{{row}}","column":"{{column}}","value":"{{value}}"}""";

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Asked.Enqueue((context.Request.RawUrl!, context.Request.Headers["X-Key"]));
            context.Response.StatusCode = Status;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Body));
            context.Response.Close();
        }
    }
}

// The shared PostgreSQL of the tests listens on a socket in its folder only; a source names a host and a port.
internal sealed class PostgresDoor : IDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly string _socket;

    public PostgresDoor(string folder)
    {
        _socket = Path.Combine(folder, ".s.PGSQL.5432");
        _door.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    public void Dispose() => _door.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = PassAsync(await _door.AcceptTcpClientAsync());
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        {
            using var inner = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await inner.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
            await using var stream = new NetworkStream(inner);
            await Task.WhenAny(client.GetStream().CopyToAsync(stream), stream.CopyToAsync(client.GetStream()));
        }
    }
}

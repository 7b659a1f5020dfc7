using System.Net;
using System.Net.Sockets;

namespace Gongxin.Modules.Tests.Governance.Notices;

// A real receiver of webhooks on the loopback address, which can be killed and started again.
internal sealed class WebhookReceiver : IDisposable
{
    private HttpListener? _listener;

    public WebhookReceiver()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }
    public string Address => $"http://127.0.0.1:{Port}/hook";
    public int Status { get; set; } = 204;
    public List<(string Delivery, string Signature, byte[] Body)> Got { get; } = [];

    public void Start()
    {
        var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        listener.Start();
        _listener = listener;
        _ = ReceiveAsync(listener);
    }

    public void Kill() => _listener?.Abort();

    public void Dispose() => Kill();

    private async Task ReceiveAsync(HttpListener listener)
    {
        try
        {
            while (listener.IsListening)
            {
                var call = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                Got.Add((call.Request.Headers["Gongxin-Delivery"]!, call.Request.Headers["Gongxin-Signature"]!, body.ToArray()));
                call.Response.StatusCode = Status;
                call.Response.Close();
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
        {
            // Killed.
        }
    }
}

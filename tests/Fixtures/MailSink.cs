using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gongxin.Fixtures;

// A real mail server of a few commands, which keeps what it gets.
internal sealed class MailSink : IDisposable
{
    private readonly ConcurrentQueue<string> _got = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailSink()
    {
        _listener.Start();
        _ = ReceiveAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public IReadOnlyList<string> Got => [.. _got];

    // The words of a mail as its reader sees them.
    public static string TextOf(string mail)
    {
        var (head, body) = (mail[..mail.IndexOf("\n\n", StringComparison.Ordinal)], mail[mail.IndexOf("\n\n", StringComparison.Ordinal)..]);
        if (head.Contains("base64", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(body));
        }

        var soft = body.Replace("=\n", "", StringComparison.Ordinal);
        return head.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(soft.Replace("%", "%25", StringComparison.Ordinal).Replace('=', '%'))
            : body;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }

            if (!line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("250 ok");
                continue;
            }

            await writer.WriteLineAsync("354 go on");
            var mail = new StringBuilder();
            string? text;
            while ((text = await reader.ReadLineAsync()) is not (null or "."))
            {
                mail.AppendLine(text);
            }

            if (text is null)
            {
                // Cut off: no mail.
                return;
            }

            _got.Enqueue(mail.ToString());
            await writer.WriteLineAsync("250 kept");
        }
    }
}

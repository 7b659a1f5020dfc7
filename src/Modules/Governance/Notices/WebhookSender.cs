using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Settings;

namespace Gongxin.Governance.Notices;

// Posts a message as signed JSON (docs/operations.md tells receivers how to check it). Gives what went wrong, or null.
internal sealed class WebhookSender(NoticeSecrets secrets, WebhookClient client, TimeProvider clock)
{
    public const string SignatureHeader = "Gongxin-Signature";
    public const string DeliveryHeader = "Gongxin-Delivery";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<string?> SendAsync(NoticeWay way, Message message, CancellationToken ct)
    {
        if (SecretOf(way) is not { } secret)
        {
            return "secret-lost";
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(message, Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, way.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(DeliveryHeader, message.Id.ToString());
        request.Headers.Add(SignatureHeader, SignatureOf(secret, clock.GetUtcNow().ToUnixTimeSeconds(), body));
        try
        {
            using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"status {(int)answer.StatusCode}");
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is AddressNotPublicException ? "private-address" : "connection";
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return "timeout";
        }
    }

    // Null when the node's keys are not those that protected it.
    private string? SecretOf(NoticeWay way)
    {
        try
        {
            return secrets.Read(way.ProtectedSecret!);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // t=SECONDS,v1=HEX: HMAC-SHA256 over "SECONDS.BODY" with the secret, so that an old message cannot be sent again later.
    public static string SignatureOf(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        var time = seconds.ToString(CultureInfo.InvariantCulture);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(time + "."));
        mac.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(mac.GetHashAndReset())}";
    }
}

// One client for all webhooks: no redirects, no proxy, no inner addresses.
internal sealed class WebhookClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public WebhookClient(PlatformSettings settings) => Http = new HttpClient(PublicAddresses.NewHandler(settings.NoticesToPrivateAddresses)) { Timeout = Patience };

    public HttpClient Http { get; }

    public void Dispose() => Http.Dispose();
}

using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Settings;

namespace Gongxin.Collection.Sources;

// What a source gave, kept like a file that was handed in.
internal sealed record Fetched(BlobRef Blob, string FileName);

// Asks a source for the figures of a period, within bounds of time and bytes. What goes wrong is a refusal that says what.
internal sealed class FetchSource(SourceSecrets secrets, SourceClient client, PostgresSource postgres, IBlobs blobs)
{
    public const int BytesMax = 32 << 20;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<Fetched> RunAsync(CollectionSource source, SubmissionAsked asked, CancellationToken ct)
    {
        var secret = source.ProtectedSecret is { } kept ? secrets.Read(kept) : null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return source.Kind is SourceKind.Http
                ? await GetAsync(source, asked, secret, patience.Token)
                : new Fetched(await blobs.PutAsync(await postgres.SelectAsync(source, asked, secret, patience.Token), BytesMax, patience.Token), SourceDesk.Server(source.Address)!.Value.Database + ".csv");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw CollectionRefusals.SourceNotReached("timeout");
        }
    }

    private async Task<Fetched> GetAsync(CollectionSource source, SubmissionAsked asked, string? secret, CancellationToken ct)
    {
        var address = new Uri(PullPlaces.Filled(source.Address, asked.Period.Code, asked.Period.FirstOn, asked.Period.LastOn));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json, text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1");
        request.Headers.UserAgent.ParseAdd("gongxin");
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation(source.HeaderName!, secret);
        }

        try
        {
            using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!answer.IsSuccessStatusCode)
            {
                throw CollectionRefusals.SourceNotReached(string.Create(CultureInfo.InvariantCulture, $"status {(int)answer.StatusCode}"));
            }

            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            return new Fetched(await blobs.PutAsync(body, BytesMax, ct), NameOf(address));
        }
        catch (HttpRequestException fault)
        {
            throw CollectionRefusals.SourceNotReached(WhyOf(fault));
        }
        catch (IOException fault) when (fault is HttpIOException || fault.InnerException is SocketException)
        {
            // In the middle of the body.
            throw CollectionRefusals.SourceNotReached("connection");
        }
    }

    public static string WhyOf(Exception fault) => fault switch
    {
        _ when fault.InnerException is { } inner && WhyOf(inner) is var why && why != "connection" => why,
        AddressNotPublicException => "private-address",
        AuthenticationException => "certificate",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "no-such-host",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection-refused",
        TimeoutException => "timeout",
        _ => "connection",
    };

    private static string NameOf(Uri address)
    {
        var last = Uri.UnescapeDataString(address.Segments[^1]).Trim('/');
        var name = string.Concat((last.Length > 0 ? last : address.Host).Where(c => !char.IsControl(c)));
        return name.Length <= SourcePull.FileNameMax ? name : name[^SourcePull.FileNameMax..];
    }
}

// One client for all sources of the web.
internal sealed class SourceClient(PlatformSettings settings) : IDisposable
{
    // The bound of a whole pull is shorter.
    public HttpClient Http { get; } = new(PublicAddresses.NewHandler(settings.SourcesToPrivateAddresses)) { Timeout = FetchSource.Patience * 2 };

    public void Dispose() => Http.Dispose();
}

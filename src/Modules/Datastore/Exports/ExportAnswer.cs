using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Datastore.Exports;

// One download over HTTP: of the stored file, of a finished export, or of one that is still growing.
internal sealed class ExportAnswer(ExportBuilds builds, ExportPlan plan, string fileName, HttpContext http)
{
    private const string ContentDigest = "Content-Digest";
    private const string RowCount = "X-Row-Count";

    private EntityTagHeaderValue Tag => new($"\"{(plan.StoredFile?.Digest ?? plan.Key)}\"");

    public async Task SendAsync(TimeSpan headStart)
    {
        if (plan.StoredFile is { } version)
        {
            var stored = new FileStream(version.File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);
            await SendFileAsync(stored, new ExportResult(version.RowCount, stored.Length, version.Digest));
        }
        else if (builds.Finished(plan.Key) is { } finished)
        {
            await SendFileAsync(finished.Content, finished.Result);
        }
        else if (IsUnchanged())
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            http.Response.GetTypedHeaders().ETag = Tag;
        }
        else if (HttpMethods.IsHead(http.Request.Method))
        {
            SetHeaders();
        }
        else
        {
            await SendNewAsync(headStart);
        }
    }

    private bool IsUnchanged() =>
        http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(Tag, useStrongComparison: false));

    private async Task SendNewAsync(TimeSpan headStart)
    {
        var reading = builds.Open(plan);
        if (reading.Build is null)
        {
            await SendFileAsync(reading.Content, reading.Result!);
            return;
        }

        try
        {
            if (await IsMadeAsync(reading.Build.Result, headStart))
            {
                await SendFileAsync(reading.Content, await reading.Build.Result);
            }
            else
            {
                await SendGrowingAsync(reading.Build, reading.Content);
            }
        }
        finally
        {
            await reading.Content.DisposeAsync();
            builds.Leave(reading.Build);
        }
    }

    // A range can only be cut from a finished file.
    private async Task<bool> IsMadeAsync(Task<ExportResult> making, TimeSpan headStart)
    {
        var wait = http.Request.Headers.Range.Count > 0 ? Timeout.InfiniteTimeSpan : headStart;
        await Task.WhenAny(making, Task.Delay(wait, http.RequestAborted));
        http.RequestAborted.ThrowIfCancellationRequested();
        return making.IsCompleted;
    }

    private async Task SendGrowingAsync(ExportBuild build, FileStream content)
    {
        SetHeaders();
        var hasTrailers = http.Response.SupportsTrailers();
        if (hasTrailers)
        {
            http.Response.DeclareTrailer(ContentDigest);
            http.Response.DeclareTrailer(RowCount);
        }

        try
        {
            await build.CopyGrowingAsync(content, http.Response.Body, http.RequestAborted);
        }
        catch (Refusal) when (http.Response.HasStarted)
        {
            Break();
            return;
        }
        catch (IOException) when (http.Response.HasStarted)
        {
            Break();
            return;
        }
        catch (DuckDBException) when (http.Response.HasStarted)
        {
            Break();
            return;
        }

        if (hasTrailers)
        {
            var result = await build.Result;
            http.Response.AppendTrailer(ContentDigest, DigestOf(result));
            http.Response.AppendTrailer(RowCount, result.RowCount.ToString(CultureInfo.InvariantCulture));
        }
    }

    // What was sent cannot be taken back: cutting the connection tells the reader that the file is not whole.
    private void Break() => http.Abort();

    private Task SendFileAsync(FileStream content, ExportResult result)
    {
        // The digest is of the whole file, so it is called so when only a part is sent (RFC 9530).
        http.Response.Headers[http.Request.Headers.Range.Count > 0 ? "Repr-Digest" : ContentDigest] = DigestOf(result);
        http.Response.Headers[RowCount] = result.RowCount.ToString(CultureInfo.InvariantCulture);
        return TypedResults.File(content, MediaType, DownloadName, lastModified: null, Tag, enableRangeProcessing: true).ExecuteAsync(http);
    }

    private string MediaType => ExportFormats.MediaTypeOf(plan.Format);

    private string DownloadName => $"{fileName}.{ExportFormats.ExtensionOf(plan.Format)}";

    private void SetHeaders()
    {
        var headers = http.Response.GetTypedHeaders();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(DownloadName);
        headers.ContentDisposition = disposition;
        headers.ETag = Tag;
        http.Response.ContentType = MediaType;
        http.Response.Headers.AcceptRanges = "bytes";
    }

    private static string DigestOf(ExportResult result) => $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(result.Sha256))}:";
}

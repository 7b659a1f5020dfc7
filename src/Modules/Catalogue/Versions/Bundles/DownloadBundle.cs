using System.Globalization;
using System.Text.Json;
using Gongxin.Kernel.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Catalogue.Versions.Bundles;

// The zip, with ranges; 202 and when to ask again while it is being made.
internal static class DownloadBundle
{
    private const string RetryAfterSeconds = "2";

    public static async Task<Results<FileStreamHttpResult, Accepted<BundleProgressView>>> Handle(
        string slug, string number, HttpContext http, BundleReads bundles, IBlobs blobs, CancellationToken ct)
    {
        var asked = await bundles.AskAsync(slug, number, ct);
        if (asked.Made is not { } made)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            http.Response.Headers.CacheControl = "no-store";
            var address = BundleView.AddressOf(slug, asked.Version.Number);
            return TypedResults.Accepted(address, new BundleProgressView(
                slug, asked.Version.Number, JsonNamingPolicy.CamelCase.ConvertName(asked.Making!.State.ToString()), asked.Making.Done, address));
        }

        http.Response.Headers[http.Request.Headers.Range.Count > 0 ? "Repr-Digest" : "Content-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(made.Sha256))}:";
        return TypedResults.Stream(
            blobs.OpenRead(made.Sha256),
            "application/zip",
            string.Create(CultureInfo.InvariantCulture, $"{slug}-{made.Number}.zip"),
            lastModified: null,
            new EntityTagHeaderValue($"\"{made.Sha256}\""),
            enableRangeProcessing: true);
    }
}

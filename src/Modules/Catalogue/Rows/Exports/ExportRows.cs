using Gongxin.Contracts.Datastore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Catalogue.Rows.Exports;

// A filtered result as a file, made in the background: for results that take longer than a caller can wait.
internal static class ExportRows
{
    // Query: parameters of a download, written as in its address. Version: a number or latest, which is also what nothing means.
    public sealed record Request(string? Format, string? Query, string? Version);

    public sealed record Response(Guid Operation, string Download);

    public static async Task<Accepted<Response>> Handle(string slug, Request request, ExportRequests exports, CancellationToken ct)
    {
        var id = await exports.StartAsync(slug, request.Version, request.Format, request.Query, ct);
        return TypedResults.Accepted($"/api/v1/operations/{id}", new Response(id, $"/api/v1/datasets/{slug}/exports/{id}"));
    }

    // The form of the dataset's page; leads to the page of the operation.
    public static async Task<RedirectHttpResult> HandleForm(
        string slug, [FromForm] string? format, [FromForm] string? query, [FromForm] string? version, ExportRequests exports, CancellationToken ct)
    {
        var id = await exports.StartAsync(slug, version, format, query, ct);
        return TypedResults.LocalRedirect($"/operations/{id}");
    }

    public static async Task<FileStreamHttpResult> HandleResult(
        string slug, Guid id, HttpContext http, ExportRequests exports, IExports formats, CancellationToken ct)
    {
        var export = await exports.OpenAsync(slug, id, ct);
        var outcome = export.Outcome;
        http.Response.Headers[http.Request.Headers.Range.Count > 0 ? "Repr-Digest" : "Content-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(outcome.Sha256))}:";
        http.Response.Headers["X-Row-Count"] = outcome.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "private, no-cache";
        var file = new FileStream(export.File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);
        return TypedResults.Stream(
            file,
            formats.MediaTypeOf(formats.FormatOf(export.Input.Format)!.Value),
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{slug}-{outcome.Version}.{export.Input.Format}"),
            lastModified: null,
            new EntityTagHeaderValue($"\"{outcome.Sha256}\""),
            enableRangeProcessing: true);
    }
}

using Gongxin.Contracts.Datastore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Catalogue.Versions.Diff;

// What is different between two versions: a page of it as JSON, or all of it as a file.
internal static class ReadDiff
{
    public static async Task<Results<Ok<DiffView>, StatusCodeHttpResult>> Handle(
        string slug, string? from, string? to, string? key, string? change, int? limit, string? cursor,
        HttpContext http, DiffReads diffs, IVersionDiffs tags, CancellationToken ct)
    {
        var versions = await diffs.VersionsAsync(slug, from, to, ct);
        var request = diffs.RequestOf(versions, key, change, limit, cursor);
        var tag = new EntityTagHeaderValue($"\"{tags.TagOf(request)}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.CacheControl = "public, no-cache";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false) || t.Equals(EntityTagHeaderValue.Any))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(DiffView.Of(versions, await diffs.ReadAsync(request, ct)));
    }

    public static async Task HandleFile(
        string slug, string extension, string? from, string? to, string? key, HttpContext http, DiffReads diffs, IVersionDiffs files, IExports exports)
    {
        var format = exports.FormatOf(extension) ?? throw CatalogueRefusals.FormatNotFound(extension, exports.Extensions);
        var versions = await diffs.VersionsAsync(slug, from, to, http.RequestAborted);
        var request = diffs.RequestOf(versions, key, null, null, null);
        await files.SendAsync(request, format, $"{slug}-{versions.From.Number}-{versions.To.Number}", http);
    }
}

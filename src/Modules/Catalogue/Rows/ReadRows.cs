using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Catalogue.Rows;

// Rows of a dataset, filtered, sorted, grouped and paged. A version never changes, so its answers carry strong tags.
internal static class ReadRows
{
    public static async Task Handle(string slug, string? version, [FromQuery(Name = AsOf.Parameter)] string? asOf, HttpContext http, DatasetReads reads, IRowQueries rows)
    {
        var ct = http.RequestAborted;
        var stored = await reads.StoredAsync(slug, version, asOf, ct);
        var query = rows.Parse(stored.Schema, http.Request.Query);
        var tag = new EntityTagHeaderValue($"\"{rows.TagOf(stored, query)}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.CacheControl = "public, no-cache";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false) || t.Equals(EntityTagHeaderValue.Any)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var json = await rows.ReadJsonAsync(stored, query, ct);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, ct);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Catalogue.Facades.Records;

// How many datasets there ever were, and when one of them changed last: as long as both stay, so does every answer about all.
internal readonly record struct CatalogueState(DateTime? ModifiedAt, int Count);

internal static class Freshness
{
    // Writes the tag; true when the reader has this state already and was told so.
    public static bool IsKnown(HttpContext http, CatalogueState state)
    {
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{state.ModifiedAt?.Ticks ?? 0:x}-{state.Count:x}\""), isWeak: true);
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.CacheControl = "public, no-cache";
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Standards.CodeLists;

// The list's own file, byte for byte: its digest is the one on the page.
internal static class DownloadCodeList
{
    public static PhysicalFileHttpResult Handle(CodeListSearch search, string slug)
    {
        var list = search.List(slug);
        return TypedResults.PhysicalFile(
            list.File,
            "text/csv; charset=utf-8",
            list.Slug + ".csv",
            entityTag: new EntityTagHeaderValue($"\"{list.Sha256}\""),
            enableRangeProcessing: true);
    }
}

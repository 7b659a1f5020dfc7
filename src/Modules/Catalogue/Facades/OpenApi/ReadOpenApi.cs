using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Facades.OpenApi;

internal static class ReadOpenApi
{
    public static async Task<FileContentHttpResult> Handle(string slug, HttpRequest request, DatasetReads reads, CancellationToken ct)
    {
        var described = await reads.DescribedAsync(slug, DatasetReads.Latest, ct);
        return TypedResults.Bytes(DatasetOpenApi.Write(described.Record, described.Schema, SiteAddress.Of(request)), "application/vnd.oai.openapi+json; charset=utf-8");
    }
}

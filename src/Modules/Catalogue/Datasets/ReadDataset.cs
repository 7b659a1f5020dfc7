using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Datasets;

internal static class ReadDataset
{
    public static async Task<Ok<DatasetView>> Handle(string slug, DatasetReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.DatasetAsync(slug, ct));
}

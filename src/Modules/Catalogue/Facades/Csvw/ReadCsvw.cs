using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Facades.Csvw;

// What the columns of a CSV download are, at the download's address with "-metadata.json" after it, where readers look by default.
internal static class ReadCsvw
{
    public static async Task<FileContentHttpResult> Handle(string slug, string number, HttpRequest request, DatasetReads reads, CancellationToken ct)
    {
        var described = await reads.DescribedAsync(slug, number, ct);
        return TypedResults.Bytes(
            CsvwTable.Write(described.Record, described.Schema, "download.csv", SiteAddress.Of(request)), CsvwTable.MediaType);
    }
}

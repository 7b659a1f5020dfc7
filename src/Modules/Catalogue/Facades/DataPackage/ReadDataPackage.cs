using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Facades.DataPackage;

internal static class ReadDataPackage
{
    // One version's description: its file is that version's, so that both stay together.
    public static async Task<FileContentHttpResult> Handle(string slug, string number, HttpRequest request, DatasetReads reads, CancellationToken ct)
    {
        var described = await reads.DescribedAsync(slug, number, ct);
        var site = SiteAddress.Of(request);
        var file = new PackagedFile(site.Download(slug, described.Record.Version, "csv"));
        return TypedResults.Bytes(Metadata.DataPackage.Write(described.Record, described.Schema, file, site), Metadata.DataPackage.MediaType);
    }

    // Beside the dataset's page, where readers of data packages look.
    public static Task<FileContentHttpResult> HandleNewest(string slug, HttpRequest request, DatasetReads reads, CancellationToken ct) =>
        Handle(slug, DatasetReads.Latest, request, reads, ct);
}

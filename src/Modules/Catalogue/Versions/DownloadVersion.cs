using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Datastore;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Versions;

internal static class DownloadVersion
{
    public static async Task Handle(string slug, string number, string extension, HttpContext http, DatasetReads reads, IExports exports)
    {
        var format = exports.FormatOf(extension) ?? throw CatalogueRefusals.FormatNotFound(extension);
        var version = await reads.StoredAsync(slug, number, null, http.RequestAborted);
        var request = exports.Parse(version.Schema, format, http.Request.Query);
        if (format is ExportFormat.Csv && request.Query.Select.Count == 0 && !request.RowNumbers)
        {
            http.Response.Headers.Append("Link", $"<download.csv{CsvwTable.Suffix}>; rel=\"describedby\"; type=\"{CsvwTable.MediaType}\"");
        }

        await exports.SendAsync(version, request, $"{slug}-{number}", http);
    }
}

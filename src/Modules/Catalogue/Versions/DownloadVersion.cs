using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Datastore;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Versions;

internal static class DownloadVersion
{
    public static async Task Handle(string slug, string number, string extension, HttpContext http, DatasetReads reads, IExports exports)
    {
        var format = exports.FormatOf(extension) ?? throw CatalogueRefusals.FormatNotFound(extension, exports.Extensions);
        var version = await reads.OpenAsync(slug, number, http.Request.Query[AsOf.Parameter].FirstOrDefault(), http.RequestAborted);
        var request = exports.Parse(version.Stored.Schema, format, http.Request.Query);
        if (format is ExportFormat.Csv && request.Query.Select.Count == 0 && !request.RowNumbers)
        {
            http.Response.Headers.Append("Link", $"<download.csv{CsvwTable.Suffix}>; rel=\"describedby\"; type=\"{CsvwTable.MediaType}\"");
        }

        await exports.SendAsync(version.Stored, request, string.Create(CultureInfo.InvariantCulture, $"{slug}-{version.Number}"), http);
    }
}

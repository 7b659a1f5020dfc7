using Gongxin.Catalogue.Datasets;
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
        await exports.SendAsync(version, request, $"{slug}-{number}", http);
    }
}

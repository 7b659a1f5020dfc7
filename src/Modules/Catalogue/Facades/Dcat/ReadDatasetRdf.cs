using Gongxin.Catalogue.Facades.Rdf;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Facades.Dcat;

internal static class ReadDatasetRdf
{
    public static Task<FileContentHttpResult> Handle(
        string slug, string extension, HttpRequest request, RecordReads records, DcatCatalogues catalogues, CancellationToken ct) =>
        WriteAsync(slug, Negotiation.Of(extension), request, records, catalogues, ct);

    // At the address of the page, for who asks for RDF.
    public static Task<FileContentHttpResult> HandleAny(string slug, HttpRequest request, RecordReads records, DcatCatalogues catalogues, CancellationToken ct)
    {
        request.HttpContext.Response.Headers.Append("Vary", "Accept");
        return WriteAsync(slug, Negotiation.FormatOf(request)!, request, records, catalogues, ct);
    }

    private static async Task<FileContentHttpResult> WriteAsync(
        string slug, RdfFormat format, HttpRequest request, RecordReads records, DcatCatalogues catalogues, CancellationToken ct)
    {
        var record = await records.FindAsync(slug, ct);
        var writer = RdfWriter.Of(format);
        writer.Begin();
        writer.Write(catalogues.At(SiteAddress.Of(request)).Dataset(record));
        writer.End();
        return TypedResults.Bytes(writer.Take(), format.MediaType + "; charset=utf-8");
    }
}

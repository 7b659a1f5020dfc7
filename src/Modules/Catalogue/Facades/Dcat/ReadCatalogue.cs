using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Rdf;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Dcat;

// The whole catalogue in one answer, which is one snapshot: harvesters delete what they do not meet, so pages between which
// something changes cost datasets. Whoever asks for pages gets them, with Hydra's two vocabularies.
internal static class ReadCatalogue
{
    // What is collected before it is sent.
    private const int Collected = 64 << 10;

    public static async Task Handle(string extension, HttpContext http, RecordReads records, DcatCatalogues catalogues) =>
        await WriteAsync(Negotiation.Of(extension), http, records, catalogues);

    // Without an ending: what the reader accepts; the catalogue's page for people.
    public static async Task HandleAny(HttpContext http, RecordReads records, DcatCatalogues catalogues)
    {
        http.Response.Headers.Append("Vary", "Accept");
        if (Negotiation.FormatOf(http.Request) is { } format)
        {
            await WriteAsync(format, http, records, catalogues);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = "/catalogue";
        }
    }

    private static async Task WriteAsync(RdfFormat format, HttpContext http, RecordReads records, DcatCatalogues catalogues)
    {
        var ct = http.RequestAborted;
        var asked = CatalogueAsked.Of(http.Request.Query);
        var state = await records.StateAsync(ct);
        if (Freshness.IsKnown(http, state))
        {
            return;
        }

        var condition = asked.ModifiedSince is { } since ? RecordReads.ModifiedSince(since) : Conditions.Always;
        http.Response.ContentType = format.MediaType + "; charset=utf-8";
        var site = SiteAddress.Of(http.Request);
        var catalogue = catalogues.At(site);
        var writer = RdfWriter.Of(format);
        writer.Begin();
        writer.Write(catalogue.Head(state.ModifiedAt));
        if (asked.Page is { } page)
        {
            var total = await records.CountAsync(condition, ct);
            writer.Write(HydraPage.Of(site, format, asked, total));
            foreach (var record in await records.PageAsync(condition, [], (page - 1) * asked.PageSize, asked.PageSize, ct))
            {
                writer.Write(catalogue.Entry(record));
            }
        }
        else
        {
            await StreamAsync(http, records, condition, catalogue, writer);
        }

        writer.End();
        await http.Response.Body.WriteAsync(writer.Take(), ct);
    }

    private static async Task StreamAsync(
        HttpContext http, RecordReads records, Expression<Func<Dataset, bool>> condition, DcatCatalogue catalogue, RdfWriter writer)
    {
        await foreach (var record in records.StreamAsync(condition).WithCancellation(http.RequestAborted))
        {
            writer.Write(catalogue.Entry(record));
            if (writer.Length >= Collected)
            {
                await http.Response.Body.WriteAsync(writer.Take(), http.RequestAborted);
            }
        }
    }
}

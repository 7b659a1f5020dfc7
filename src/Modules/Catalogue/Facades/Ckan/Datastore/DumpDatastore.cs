using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

// GET /datastore/dump/{id}: all rows, or those that the parameters of datastore_search choose, page by page into the answer.
internal static class DumpDatastore
{
    public static async Task Handle(string id, HttpContext http, CkanServices services)
    {
        var ct = http.RequestAborted;
        var given = await CkanParameters.ReadAsync(http.Request);
        var table = await DatastoreTable.FindAsync(services, id, ct);
        var format = given.Text("format") ?? "csv";
        using DumpWriter writer = format switch
        {
            "csv" => new TextDump(',', "text/csv", given.Flag("bom", false)),
            "tsv" => new TextDump('\t', "text/tab-separated-values", given.Flag("bom", false)),
            "json" => new JsonDump(),
            "xml" => new XmlDump(),
            _ => throw CatalogueRefusals.QueryNotReadable("format", format),
        };
        writer.WithRowId = DatastoreQuery.WithRowId(given, table);
        var left = given.Number("limit", int.MaxValue, int.MaxValue);
        var query = DatastoreQuery.Of(given, table) with { Limit = Math.Min(left, RowQuery.LimitMax) };
        var page = await services.Rows.ReadAsync(table.Version, query, ct);
        http.Response.ContentType = writer.MediaType + "; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(id)}.{format}\"";
        try
        {
            await WriteAsync(http, writer, page, left, async (cursor, limit) =>
                await services.Rows.ReadAsync(table.Version, query with { Cursor = cursor, Offset = 0, Limit = limit }, ct));
        }
        catch (Refusal) when (http.Response.HasStarted)
        {
            // What was sent cannot be taken back: a cut connection tells that the file is not whole.
            http.Abort();
        }
    }

    private static async Task WriteAsync(HttpContext http, DumpWriter writer, RowPage page, long left, Func<string, int, Task<RowPage>> next)
    {
        writer.Begin(page);
        while (true)
        {
            writer.Write(page);
            await writer.SendAsync(http.Response.Body, http.RequestAborted);
            left -= page.Rows.Count;
            if (page.Next is null || left <= 0)
            {
                break;
            }

            page = await next(page.Next, (int)Math.Min(left, RowQuery.LimitMax));
        }

        writer.End();
        await writer.SendAsync(http.Response.Body, http.RequestAborted);
    }
}

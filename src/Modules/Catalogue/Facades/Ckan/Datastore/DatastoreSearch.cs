using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

// datastore_search: rows of a table, filtered, sorted and paged by number. The total is exact.
internal static class DatastoreSearch
{
    private static readonly string[] Formats = ["objects", "lists", "csv", "tsv"];

    public static async Task Run(CkanCall call)
    {
        var table = await DatastoreTable.FindAsync(call.Services, call.Given.Text("resource_id") ?? call.Given.Needed("id"), call.Ct);
        var format = call.Given.Text("records_format") ?? Formats[0];
        if (!Formats.Contains(format))
        {
            throw CatalogueRefusals.QueryNotReadable("records_format", format);
        }

        var query = DatastoreQuery.Of(call.Given, table);
        var withRowId = DatastoreQuery.WithRowId(call.Given, table);
        var withTotal = call.Given.Flag("include_total", true);
        var page = await call.Services.Rows.ReadAsync(table.Version, query, call.Ct);

        var json = call.Result;
        json.WriteStartObject();
        json.WriteString("resource_id", table.Id);
        json.WriteString("records_format", format);
        json.WriteBoolean("include_total", withTotal);
        json.WriteNumber("limit", query.Limit);
        json.WriteNumber("offset", query.Offset);
        WriteGiven(call, "filters");
        WriteGiven(call, "q");
        DatastoreJson.WriteFields(json, withRowId, page.Columns.Select(column => column.Schema!));
        WriteRecords(call, page, format, withRowId);
        WriteLinks(call, table, query, page.Rows.Count);
        if (withTotal)
        {
            json.WriteNumber("total", page.Total);
            json.WriteBoolean("total_was_estimated", false);
        }

        json.WriteEndObject();
    }

    private static void WriteGiven(CkanCall call, string name)
    {
        if (name == "filters" || call.Given.IsMap(name))
        {
            if (call.Given.Map(name) is { } map)
            {
                call.Result.WritePropertyName(name);
                map.WriteTo(call.Result);
            }
        }
        else if (call.Given.Text(name) is { } text)
        {
            call.Result.WriteString(name, text);
        }
    }

    private static void WriteRecords(CkanCall call, RowPage page, string format, bool withRowId)
    {
        if (format is "csv" or "tsv")
        {
            var text = new StringBuilder();
            foreach (var row in page.Rows)
            {
                DatastoreText.AppendRow(text, row, withRowId, format == "csv" ? ',' : '\t');
            }

            call.Result.WriteString("records", text.ToString());
            return;
        }

        call.Result.WriteStartArray("records");
        foreach (var row in page.Rows)
        {
            if (format == "lists")
            {
                DatastoreJson.WriteList(call.Result, page, row, withRowId);
            }
            else
            {
                DatastoreJson.WriteObject(call.Result, page, row, withRowId);
            }
        }

        call.Result.WriteEndArray();
    }

    // A page may end before its limit when its cells are large, so the next one begins after what was sent.
    private static void WriteLinks(CkanCall call, DatastoreTable table, RowQuery query, int sent)
    {
        string At(long offset) => string.Create(
            CultureInfo.InvariantCulture, $"/api/3/action/datastore_search?resource_id={Uri.EscapeDataString(table.Id)}{Kept(call)}&limit={query.Limit}&offset={offset}");

        call.Result.WriteStartObject("_links");
        call.Result.WriteString("start", At(0));
        call.Result.WriteString("next", At(query.Offset + sent));
        call.Result.WriteEndObject();
    }

    private static string Kept(CkanCall call)
    {
        var kept = new StringBuilder();
        foreach (var name in new[] { "filters", "q", "fields", "sort", "records_format", "include_total" })
        {
            if (call.Given.Raw(name) is { } value)
            {
                kept.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return kept.ToString();
    }
}

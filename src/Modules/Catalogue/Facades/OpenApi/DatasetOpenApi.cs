using System.Globalization;
using System.Text.Json;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Facades.OpenApi;

// OpenAPI 3.1 of one dataset: its rows and downloads with its own columns as parameters and as the schema of a row.
internal static class DatasetOpenApi
{
    private static readonly (string Name, string Type, string About)[] Parameters =
    [
        ("q", "string", "Words; each occurs in some text column."),
        ("select", "string", "Columns of the answer, with commas between."),
        ("sort", "string", "Columns to sort by, with commas between; - before one for descending."),
        ("group", "string", "Columns to group by."),
        ("agg", "string", "count, sum(column), avg(column), min(column), max(column), median(column)."),
        ("limit", "integer", "Rows of a page, 0 to 1000."),
        ("cursor", "string", "next of the page before."),
        ("version", "integer", "Number of a version."),
        ("as_of", "string", "An instant: the version that was the newest then."),
    ];

    public static byte[] Write(CatalogueRecord record, TableSchema schema, SiteAddress site)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WrittenJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.1");
            WriteInfo(json, record);
            json.WriteStartArray("servers");
            json.WriteStartObject();
            json.WriteString("url", site.Root);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("externalDocs");
            json.WriteString("url", site.Dataset(record.Slug));
            json.WriteEndObject();
            json.WriteStartObject("paths");
            WriteRows(json, record, schema);
            WriteDownload(json, record);
            json.WriteEndObject();
            WriteComponents(json, schema);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteInfo(Utf8JsonWriter json, CatalogueRecord record)
    {
        json.WriteStartObject("info");
        json.WriteString("title", record.Title);
        json.WriteString("version", record.Version.ToString(CultureInfo.InvariantCulture));
        json.WriteString("description", record.Description);
        if (LicenceFacts.Of(record.Licence) is { } licence)
        {
            json.WriteStartObject("license");
            json.WriteString("name", licence.Title);
            json.WriteGiven("url", licence.Url);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, CatalogueRecord record, TableSchema schema)
    {
        json.WriteStartObject($"/api/v1/datasets/{record.Slug}/rows");
        json.WriteStartObject("get");
        json.WriteString("operationId", "readRows");
        json.WriteString("summary", "Rows, filtered, sorted, grouped and paged.");
        json.WriteStartArray("parameters");
        foreach (var (name, type, about) in Parameters)
        {
            Parameter(json, name, type, about);
        }

        foreach (var column in schema.Columns)
        {
            foreach (var op in OperatorsOf(column.Type))
            {
                Filter(json, column, op);
            }
        }

        json.WriteEndArray();
        json.WriteStartObject("responses");
        Response(json, "200", "A page of rows.", "application/json", "Page");
        Response(json, "400", "The query cannot be understood.", "application/problem+json", "Problem");
        Response(json, "429", "Too many requests.", "application/problem+json", "Problem");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDownload(Utf8JsonWriter json, CatalogueRecord record)
    {
        json.WriteStartObject($"/api/v1/datasets/{record.Slug}/versions/latest/download.{{format}}");
        json.WriteStartObject("get");
        json.WriteString("operationId", "download");
        json.WriteString("summary", "All rows as a file; the filters, q, select and sort of rows apply.");
        json.WriteStartArray("parameters");
        json.WriteStartObject();
        json.WriteString("name", "format");
        json.WriteString("in", "path");
        json.WriteBoolean("required", true);
        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteStrings("enum", Records.ResourceKind.Downloads.Select(kind => kind.Name));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", "The file.");
        json.WriteStartObject("content");
        foreach (var kind in Records.ResourceKind.Downloads)
        {
            json.WriteStartObject(kind.MediaType);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json, TableSchema schema)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        json.WriteStartObject("Row");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var column in schema.Columns)
        {
            json.WriteStartObject(column.Name);
            WriteType(json, column, withNull: !column.Required);
            json.WriteGiven("title", column.Title);
            json.WriteGiven("description", column.Description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStrings("required", schema.Columns.Select(column => column.Name));
        json.WriteEndObject();
        json.WriteRaw("Page", """{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Row"}},"total":{"type":"integer","format":"int64"},"next":{"type":["string","null"]}},"required":["items","total","next"]}""");
        json.WriteRaw("Problem", """{"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},"traceId":{"type":"string"}},"required":["type","title","status","code"]}""");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRaw(this Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }

    private static void Parameter(Utf8JsonWriter json, string name, string type, string about)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", "query");
        json.WriteString("description", about);
        json.WriteStartObject("schema");
        json.WriteString("type", type);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Filter(Utf8JsonWriter json, ColumnSchema column, string op)
    {
        json.WriteStartObject();
        json.WriteString("name", op == "eq" && Array.TrueForAll(Parameters, p => p.Name != column.Name) ? column.Name : $"{column.Name}__{op}");
        json.WriteString("in", "query");
        json.WriteGiven("description", column.Title ?? column.Description);
        json.WriteStartObject("schema");
        if (op is "in" or "like" or "prefix")
        {
            json.WriteString("type", "string");
        }
        else if (op == "null")
        {
            json.WriteString("type", "boolean");
        }
        else
        {
            WriteType(json, column, withNull: false);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Response(Utf8JsonWriter json, string status, string about, string media, string schema)
    {
        json.WriteStartObject(status);
        json.WriteString("description", about);
        json.WriteStartObject("content");
        json.WriteStartObject(media);
        json.WriteStartObject("schema");
        json.WriteString("$ref", "#/components/schemas/" + schema);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, ColumnSchema column, bool withNull)
    {
        var (type, format) = column.Type switch
        {
            ColumnType.Integer => ("integer", "int64"),
            ColumnType.Decimal => ("number", null),
            ColumnType.Number => ("number", "double"),
            ColumnType.Boolean => ("boolean", null),
            ColumnType.Date => ("string", "date"),
            _ => ("string", null),
        };
        if (withNull)
        {
            json.WriteStrings("type", [type, "null"]);
        }
        else
        {
            json.WriteString("type", type);
        }

        json.WriteGiven("format", format);
    }

    private static IEnumerable<string> OperatorsOf(ColumnType type) => type switch
    {
        ColumnType.Text => ["eq", "ne", "in", "like", "prefix", "null"],
        ColumnType.Boolean => ["eq", "ne", "null"],
        _ => ["eq", "ne", "gt", "ge", "lt", "le", "in", "null"],
    };
}

using Gongxin.Kernel.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Metadata;

// CSV on the Web: what the columns of a CSV file are (www.w3.org/TR/tabular-metadata).
internal static class CsvwTable
{
    public const string MediaType = "application/csvm+json";

    // What a CSV file's own address is followed by (§5.3 of the model).
    public const string Suffix = "-metadata.json";

    public static byte[] Write(CatalogueRecord record, TableSchema schema, string url, SiteAddress site)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WrittenJson.Indented))
        {
            json.WriteStartObject();
            WriteContext(json);
            json.WriteString("url", url);
            json.WriteString("dc:title", record.Title);
            json.WriteString("dc:description", record.Description);
            json.WriteGiven("dc:publisher", record.Provider);
            WriteReference(json, "dc:license", LicenceFacts.Of(record.Licence)?.Url);
            WriteReference(json, "dc:source", site.IsKnown ? site.Dataset(record.Slug) : null);
            json.WriteStartObject("dc:modified");
            json.WriteString("@value", Instants.Written(record.PublishedAt));
            json.WriteString("@type", "xsd:dateTime");
            json.WriteEndObject();
            WriteDialect(json);
            WriteSchema(json, schema);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteContext(Utf8JsonWriter json)
    {
        json.WriteStartArray("@context");
        json.WriteStringValue("http://www.w3.org/ns/csvw");
        json.WriteStartObject();
        json.WriteString("@language", "zh");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteReference(Utf8JsonWriter json, string name, string? address)
    {
        if (address is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("@id", address);
            json.WriteEndObject();
        }
    }

    private static void WriteDialect(Utf8JsonWriter json)
    {
        json.WriteStartObject("dialect");
        json.WriteString("encoding", "utf-8");
        json.WriteString("delimiter", ",");
        json.WriteString("quoteChar", "\"");
        json.WriteBoolean("doubleQuote", true);
        json.WriteBoolean("header", true);
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, TableSchema schema)
    {
        json.WriteStartObject("tableSchema");
        json.WriteStartArray("columns");
        foreach (var column in schema.Columns)
        {
            WriteColumn(json, column);
        }

        json.WriteEndArray();
        json.WriteStrings("primaryKey", schema.PrimaryKey.Select(NameOf));
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, ColumnSchema column)
    {
        json.WriteStartObject();
        json.WriteString("name", NameOf(column.Name));
        json.WriteStrings("titles", new[] { column.Name, column.Title }.OfType<string>().Distinct(StringComparer.Ordinal));
        json.WriteGiven("dc:description", column.Description);
        json.WriteStartObject("datatype");
        json.WriteString("base", TypeOf(column.Type));
        json.WriteGiven("format", column.Pattern);
        json.WriteGiven("minimum", column.Minimum);
        json.WriteGiven("maximum", column.Maximum);
        WriteLength(json, "minLength", column.MinLength);
        WriteLength(json, "maxLength", column.MaxLength);
        json.WriteEndObject();
        if (column.Required)
        {
            json.WriteBoolean("required", true);
        }

        json.WriteEndObject();
    }

    private static void WriteLength(Utf8JsonWriter json, string name, int? length)
    {
        if (length is { } characters)
        {
            json.WriteNumber(name, characters);
        }
    }

    // Names are variables of URI templates: letters, figures and _, not at the beginning; everything else percent-encoded.
    internal static string NameOf(string column)
    {
        var name = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(column))
        {
            if (char.IsAsciiLetterOrDigit((char)unit) || (unit == '_' && name.Length > 0))
            {
                name.Append((char)unit);
            }
            else
            {
                name.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return name.ToString();
    }

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Integer => "integer",
        ColumnType.Decimal => "decimal",
        ColumnType.Number => "double",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        ColumnType.DateTime => "dateTime",
        ColumnType.YearMonth => "gYearMonth",
        ColumnType.Year => "gYear",
        _ => "string",
    };
}

using Gongxin.Kernel.Text;
using System.Globalization;
using System.Text.Json;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Metadata;

// datapackage.json: Data Package 2.0 with one table resource, the CSV file (datapackage.org/standard).
internal static class DataPackage
{
    public const string FileName = "datapackage.json";
    public const string MediaType = "application/json; charset=utf-8";

    private const string PackageProfile = "https://datapackage.org/profiles/2.0/datapackage.json";
    private const string ResourceProfile = "https://datapackage.org/profiles/2.0/dataresource.json";

    // The schema is the one of the published rows (PublishedSchema).
    public static byte[] Write(CatalogueRecord record, TableSchema schema, PackagedFile file, SiteAddress site)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WrittenJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", PackageProfile);
            json.WriteString("name", record.Slug);
            json.WriteString("id", record.Id);
            json.WriteString("title", record.Title);
            json.WriteString("description", record.Description);
            json.WriteGiven("homepage", site.IsKnown ? site.Dataset(record.Slug) : null);
            json.WriteString("version", string.Create(CultureInfo.InvariantCulture, $"{record.Version}.0.0"));
            json.WriteString("created", Instants.Written(record.PublishedAt));
            json.WriteStrings("keywords", record.Keywords);
            WriteLicence(json, record.Licence);
            WriteProvider(json, record);
            WriteSource(json, record.Source);
            json.WriteStartArray("resources");
            WriteResource(json, record, schema, file);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteLicence(Utf8JsonWriter json, string? text)
    {
        if (LicenceFacts.Of(text) is not { } licence || (!licence.HasShortName && licence.Url is null))
        {
            return;
        }

        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteGiven("name", licence.HasShortName ? licence.Id : null);
        json.WriteGiven("path", licence.Url);
        json.WriteString("title", licence.Title);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteProvider(Utf8JsonWriter json, CatalogueRecord record)
    {
        if (record.Provider is { } provider)
        {
            json.WriteStartArray("contributors");
            json.WriteStartObject();
            json.WriteString("title", provider);
            json.WriteStrings("roles", ["publisher"]);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteSource(Utf8JsonWriter json, string? source)
    {
        if (source is { Length: > 0 })
        {
            json.WriteStartArray("sources");
            json.WriteStartObject();
            json.WriteString("title", source);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteResource(Utf8JsonWriter json, CatalogueRecord record, TableSchema schema, PackagedFile file)
    {
        json.WriteStartObject();
        json.WriteString("$schema", ResourceProfile);
        json.WriteString("name", record.Slug);
        json.WriteString("type", "table");
        json.WriteString("path", file.Path);
        json.WriteString("title", record.Title);
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        if (file.Bytes is { } bytes)
        {
            json.WriteNumber("bytes", bytes);
        }

        json.WriteGiven("hash", file.Sha256 is { } digest ? "sha256:" + digest : null);
        json.WriteStartObject("dialect");
        json.WriteString("delimiter", ",");
        json.WriteString("lineTerminator", "\r\n");
        json.WriteString("quoteChar", "\"");
        json.WriteBoolean("doubleQuote", true);
        json.WriteBoolean("header", true);
        json.WriteEndObject();
        json.WritePropertyName("schema");
        TableSchemaJson.Write(json, schema);
        json.WriteEndObject();
    }
}

using Gongxin.Kernel.Text;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Pod;

// /data.json: the Project Open Data metadata schema 1.1 (DCAT-US), all datasets in one streamed answer.
internal static class ReadDataJson
{
    private const int Collected = 64 << 10;
    private const string Schema = "https://project-open-data.cio.gov/v1.1/schema";

    public static async Task Handle(HttpContext http, RecordReads records, PlatformSettings settings)
    {
        var ct = http.RequestAborted;
        if (Freshness.IsKnown(http, await records.StateAsync(ct)))
        {
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        var site = SiteAddress.Of(http.Request);
        using var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer, WrittenJson.Compact);
        json.WriteStartObject();
        json.WriteString("@context", "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld");
        json.WriteString("@id", site.Root + "/data.json");
        json.WriteString("@type", "dcat:Catalog");
        json.WriteString("conformsTo", Schema);
        json.WriteString("describedBy", Schema + "/catalog.json");
        json.WriteStartArray("dataset");
        await foreach (var record in records.StreamAsync(Conditions.Always).WithCancellation(ct))
        {
            Write(json, record, site, settings);
            if (json.BytesPending + buffer.Length >= Collected)
            {
                await SendAsync(http, json, buffer);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await SendAsync(http, json, buffer);
    }

    private static async Task SendAsync(HttpContext http, Utf8JsonWriter json, MemoryStream buffer)
    {
        await json.FlushAsync(http.RequestAborted);
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
        buffer.SetLength(0);
    }

    private static void Write(Utf8JsonWriter json, CatalogueRecord record, SiteAddress site, PlatformSettings settings)
    {
        json.WriteStartObject();
        json.WriteString("@type", "dcat:Dataset");
        json.WriteString("identifier", record.Id);
        json.WriteString("title", record.Title);
        json.WriteString("description", record.Description);
        json.WriteStrings("keyword", record.Keywords.DefaultIfEmpty(record.Title));
        json.WriteString("modified", Instants.Second(record.ModifiedAt));
        json.WriteString("issued", Instants.Second(record.CreatedAt));
        json.WriteString("accessLevel", "public");
        json.WriteGiven("license", LicenceFacts.Of(record.Licence)?.Url);
        json.WriteGiven("rights", record.Rights ?? (LicenceFacts.Of(record.Licence) is { Url: null } licence ? licence.Title : null));
        json.WriteGiven("spatial", record.Region);
        json.WriteGiven("temporal", record is { CoversFrom: { } from, CoversUntil: { } until } ? $"{from}/{until}" : null);
        json.WriteString("landingPage", site.Dataset(record.Slug));
        json.WriteStrings("language", ["zh"]);
        json.WriteStrings("theme", Themes.NamesOf(record.Theme).Take(1));
        json.WriteStartObject("publisher");
        json.WriteString("@type", "org:Organization");
        json.WriteString("name", record.Provider ?? settings.PublisherName);
        json.WriteEndObject();
        WriteContact(json, settings);
        json.WriteStartArray("distribution");
        foreach (var kind in ResourceKind.All)
        {
            WriteDistribution(json, record, kind, site);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The schema wants an address of mail; a node whose operator gave none cannot have one.
    private static void WriteContact(Utf8JsonWriter json, PlatformSettings settings)
    {
        json.WriteStartObject("contactPoint");
        json.WriteString("@type", "vcard:Contact");
        json.WriteString("fn", settings.PublisherName);
        json.WriteGiven("hasEmail", ContactPoint.MailOf(settings) is { } mail ? "mailto:" + mail : null);
        json.WriteEndObject();
    }

    private static void WriteDistribution(Utf8JsonWriter json, CatalogueRecord record, ResourceKind kind, SiteAddress site)
    {
        json.WriteStartObject();
        json.WriteString("@type", "dcat:Distribution");
        json.WriteString("title", $"{record.Title} ({kind.Format})");
        json.WriteString("format", kind.Format);
        json.WriteString(kind.IsApi ? "accessURL" : "downloadURL", kind.AddressOf(site, record.Slug));
        if (!kind.IsApi)
        {
            json.WriteString("mediaType", kind.MediaType);
        }

        if (kind == ResourceKind.Csv)
        {
            json.WriteString("describedBy", $"{site.Dataset(record.Slug)}/{Metadata.DataPackage.FileName}");
            json.WriteString("describedByType", "application/json");
        }

        json.WriteEndObject();
    }
}

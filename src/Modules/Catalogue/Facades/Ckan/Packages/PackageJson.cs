using Gongxin.Kernel.Text;
using System.Globalization;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Ckan.Organizations;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// A dataset as CKAN's package, and its ways as resources.
internal static class PackageJson
{
    public static void Write(CkanCall call, CatalogueRecord record)
    {
        var json = call.Result;
        json.WriteStartObject();
        json.WriteString("id", record.Id);
        json.WriteString("name", record.Slug);
        json.WriteString("title", record.Title);
        json.WriteString("notes", record.Description);
        json.WriteString("type", "dataset");
        json.WriteString("state", "active");
        json.WriteBoolean("private", false);
        json.WriteBoolean("isopen", LicenceFacts.Of(record.Licence)?.IsOpen is true);
        json.WriteString("url", call.Site.Dataset(record.Slug));
        json.WriteString("version", record.Version.ToString(CultureInfo.InvariantCulture));
        json.WriteString("metadata_created", Written(record.CreatedAt));
        json.WriteString("metadata_modified", Written(record.ModifiedAt));
        WriteLicence(json, LicenceFacts.Of(record.Licence));
        WriteContact(json, record, call.Services.Settings);
        WriteOrganization(call, record);
        WriteGroups(json, record);
        WriteTags(json, record);
        WriteExtras(json, record, call.Site);
        json.WriteStartArray("resources");
        foreach (var kind in ResourceKind.All)
        {
            WriteResource(call, record, kind);
        }

        json.WriteEndArray();
        json.WriteNumber("num_resources", ResourceKind.All.Count);
        json.WriteStartArray("relationships_as_subject");
        json.WriteEndArray();
        json.WriteStartArray("relationships_as_object");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteResource(CkanCall call, CatalogueRecord record, ResourceKind kind)
    {
        var json = call.Result;
        json.WriteStartObject();
        json.WriteString("id", ResourceId.Of(record.Id, kind));
        json.WriteString("package_id", record.Id);
        json.WriteString("name", $"{record.Title} ({kind.Format})");
        json.WriteString("description", "");
        json.WriteString("url", kind.AddressOf(call.Site, record.Slug));
        json.WriteString("format", kind.Format);
        json.WriteString("mimetype", kind.MediaType);
        json.WriteString("resource_type", kind.IsApi ? "api" : "file");
        if (kind.IsStored)
        {
            json.WriteNumber("size", record.DataBytes);
        }
        else
        {
            json.WriteNull("size");
        }

        json.WriteString("hash", kind.IsStored ? "sha256:" + record.DataSha256 : "");
        json.WriteString("created", Written(record.CreatedAt));
        json.WriteString("last_modified", Written(record.PublishedAt));
        json.WriteString("metadata_modified", Written(record.ModifiedAt));
        json.WriteNumber("position", kind.Place - 1);
        json.WriteString("state", "active");
        json.WriteBoolean("datastore_active", kind == ResourceKind.Csv);
        json.WriteNull("url_type");
        json.WriteEndObject();
    }

    // CKAN's times have no zone and are UTC.
    public static string Written(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static void WriteLicence(Utf8JsonWriter json, LicenceFacts? licence)
    {
        json.WriteString("license_id", licence?.Id ?? "notspecified");
        json.WriteString("license_title", licence?.Title);
        json.WriteGiven("license_url", licence?.Url);
    }

    private static void WriteContact(Utf8JsonWriter json, CatalogueRecord record, PlatformSettings settings)
    {
        json.WriteString("author", record.Provider);
        json.WriteNull("author_email");
        json.WriteString("maintainer", settings.Operator is { Length: > 0 } name ? name : null);
        json.WriteString("maintainer_email", ContactPoint.MailOf(settings));
    }

    private static void WriteOrganization(CkanCall call, CatalogueRecord record)
    {
        if (record.Provider is not { } title)
        {
            call.Result.WriteNull("owner_org");
            call.Result.WriteNull("organization");
            return;
        }

        var provider = new ProviderName(title, record.ProviderEn);
        call.Result.WriteString("owner_org", provider.Id);
        call.Result.WritePropertyName("organization");
        call.Result.WriteStartObject();
        OrganizationJson.WriteHead(call.Result, provider);
        call.Result.WriteEndObject();
    }

    private static void WriteGroups(Utf8JsonWriter json, CatalogueRecord record)
    {
        json.WriteStartArray("groups");
        if (record.Theme is { } theme)
        {
            json.WriteStartObject();
            GroupActions.WriteHead(json, theme);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, CatalogueRecord record)
    {
        var count = 0;
        json.WriteStartArray("tags");
        foreach (var keyword in record.Keywords)
        {
            TagActions.Write(json, keyword);
            count++;
        }

        json.WriteEndArray();
        json.WriteNumber("num_tags", count);
    }

    private static void WriteExtras(Utf8JsonWriter json, CatalogueRecord record, SiteAddress site)
    {
        json.WriteStartArray("extras");
        WriteExtra(json, "title_en", record.TitleEn);
        WriteExtra(json, "notes_en", record.SummaryEn);
        WriteExtra(json, "provider_en", record.ProviderEn);
        WriteExtra(json, "theme", record.Theme);
        WriteExtra(json, "source", record.Source);
        WriteExtra(json, "update_cycle", record.UpdateCycle);
        WriteExtra(json, "rows", record.Rows.ToString(CultureInfo.InvariantCulture));
        WriteExtra(json, "columns", record.Columns.ToString(CultureInfo.InvariantCulture));
        WriteExtra(json, "published", Instants.Written(record.PublishedAt));
        WriteExtra(json, "sha256", record.DataSha256);
        WriteExtra(json, "datapackage", $"{site.Dataset(record.Slug)}/{Metadata.DataPackage.FileName}");
        json.WriteEndArray();
    }

    private static void WriteExtra(Utf8JsonWriter json, string key, string? value)
    {
        if (value is { Length: > 0 })
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
    }
}

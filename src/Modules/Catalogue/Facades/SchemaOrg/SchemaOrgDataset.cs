using Gongxin.Kernel.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;

namespace Gongxin.Catalogue.Facades.SchemaOrg;

// schema.org's Dataset for the head of a dataset's page: what search engines for datasets read.
internal static class SchemaOrgDataset
{
    private const int DescriptionMax = 5000;

    // Inside a script element "<" must not be written as it is.
    private static readonly JsonWriterOptions InScript = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(DatasetView dataset, VersionView version, SiteAddress site)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, InScript))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org/");
            json.WriteString("@type", "Dataset");
            json.WriteString("@id", site.Dataset(dataset.Slug));
            json.WriteString("url", site.Dataset(dataset.Slug));
            json.WriteString("name", dataset.Title);
            json.WriteGiven("alternateName", dataset.TitleEn);
            var description = dataset.Summary is { Length: > 0 } ? dataset.Summary : dataset.Title;
            json.WriteString("description", description.Length <= DescriptionMax ? description : description[..DescriptionMax]);
            json.WriteString("inLanguage", "zh");
            json.WriteString("version", version.Number.ToString(CultureInfo.InvariantCulture));
            json.WriteString("dateCreated", Instants.Second(dataset.CreatedAt));
            json.WriteString("datePublished", Instants.Second(dataset.PublishedAt));
            json.WriteBoolean("isAccessibleForFree", true);
            json.WriteGiven("license", LicenceFacts.Of(dataset.Licence) is { } licence ? licence.Url ?? licence.Title : null);
            json.WriteGiven("isBasedOn", dataset.Source);
            json.WriteGiven("spatialCoverage", dataset.Coverage.RegionName);
            json.WriteGiven("temporalCoverage", dataset.Coverage is { From: null, Until: null } ? null : $"{dataset.Coverage.From ?? ".."}/{dataset.Coverage.Until ?? ".."}");
            json.WriteStrings("keywords", Themes.NamesOf(dataset.Theme));
            WriteProvider(json, dataset);
            WriteColumns(json, dataset);
            WriteDistributions(json, dataset.Slug, site);
            json.WriteStartObject("includedInDataCatalog");
            json.WriteString("@type", "DataCatalog");
            json.WriteString("url", site.Root + "/catalogue");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteProvider(Utf8JsonWriter json, DatasetView dataset)
    {
        if (dataset.Provider is { } provider)
        {
            json.WriteStartObject("creator");
            json.WriteString("@type", "Organization");
            json.WriteString("name", provider);
            json.WriteGiven("alternateName", dataset.ProviderEn);
            json.WriteEndObject();
        }
    }

    private static void WriteColumns(Utf8JsonWriter json, DatasetView dataset)
    {
        json.WriteStartArray("variableMeasured");
        foreach (var column in dataset.Columns)
        {
            json.WriteStartObject();
            json.WriteString("@type", "PropertyValue");
            json.WriteString("name", column.Name);
            json.WriteGiven("alternateName", column.Title);
            json.WriteGiven("description", column.Description);
            json.WriteGiven("unitText", column.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDistributions(Utf8JsonWriter json, string slug, SiteAddress site)
    {
        json.WriteStartArray("distribution");
        foreach (var kind in ResourceKind.Downloads)
        {
            json.WriteStartObject();
            json.WriteString("@type", "DataDownload");
            json.WriteString("encodingFormat", kind.MediaType);
            json.WriteString("contentUrl", kind.AddressOf(site, slug));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

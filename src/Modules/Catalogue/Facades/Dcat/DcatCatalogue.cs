using Gongxin.Kernel.Text;
using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Facades.Rdf;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Facades.Dcat;

// DCAT-AP 3 of what the catalogue holds. What a property leads to has its class and a name beside it, because readers check
// both and do not fetch it.
internal sealed class DcatCatalogue(PlatformSettings settings, SiteAddress site, Regions regions)
{
    private const string Title = "公信数据目录";
    private const string TitleEn = "Gongxin data catalogue";

    public RdfNode Head(DateTime? modifiedAt) => new RdfNode(site.Catalogue, "dcat:Catalog")
        .WithBoth("dct:title", settings.SiteName is { Length: > 0 } name ? name : Title, TitleEn)
        .WithBoth("dct:description", "本节点公开的数据集。", "The datasets that this node publishes.")
        .With("dct:publisher", Operator())
        .With("foaf:homepage", new RdfNode(site.Root + "/", "foaf:Document"))
        .With("dct:language", Language())
        .With("dct:modified", modifiedAt is { } at ? Instants.Written(at) : null, datatype: "xsd:dateTime")
        .With("dcat:themeTaxonomy", Themes());

    // The link from the catalogue to a dataset, and the dataset whole.
    public RdfNode Entry(CatalogueRecord record) => new RdfNode(site.Catalogue).With("dcat:dataset", Dataset(record));

    public RdfNode Dataset(CatalogueRecord record)
    {
        var dataset = new RdfNode(site.Dataset(record.Slug), "dcat:Dataset")
            .WithBoth("dct:title", record.Title, record.TitleEn)
            .WithBoth("dct:description", record.Description, record.SummaryEn)
            .With("dct:identifier", record.Id.ToString())
            .With("dct:issued", Instants.Written(record.CreatedAt), datatype: "xsd:dateTime")
            .With("dct:modified", Instants.Written(record.ModifiedAt), datatype: "xsd:dateTime")
            .With("dct:accrualPeriodicity", Frequency(record.UpdateCycle))
            .With("dcat:version", record.Version.ToString(CultureInfo.InvariantCulture))
            .With("dct:publisher", Provider(record) ?? Operator())
            .With("dcat:contactPoint", Contact())
            .With("dcat:theme", Theme(record.Theme))
            .With("dct:language", Language())
            .With("dct:spatial", Place(record.Region))
            .With("dct:temporal", Time(record))
            .With("dcat:inSeries", Series(record))
            .With("dcat:prev", Step(record.Around?.Before))
            .With("dcat:next", Step(record.Around?.After))
            .With("dct:accessRights", Described(Vocabulary.Public, "dct:RightsStatement", "公开", "public"))
            .With("dcat:landingPage", new RdfNode(site.Dataset(record.Slug), "foaf:Document"))
            .With("dct:provenance", record.Source is { Length: > 0 } source ? new RdfNode(null, "dct:ProvenanceStatement").With("rdfs:label", source, Vocabulary.Chinese) : null);
        foreach (var keyword in record.Keywords)
        {
            dataset.With("dcat:keyword", keyword, keyword.Any(char.IsAsciiLetter) ? Vocabulary.English : Vocabulary.Chinese);
        }

        foreach (var kind in ResourceKind.All)
        {
            dataset.With("dcat:distribution", Distribution(record, kind));
        }

        return dataset;
    }

    private RdfNode Distribution(CatalogueRecord record, ResourceKind kind)
    {
        var distribution = new RdfNode($"{site.Dataset(record.Slug)}#{kind.Name}", "dcat:Distribution")
            .With("dct:title", $"{record.Title} ({kind.Format})", Vocabulary.Chinese)
            .With("dct:description", kind.IsApi ? "按条件查询、排序、分页和汇总的接口。" : $"最新版本的全部数据，{kind.Format} 格式。", Vocabulary.Chinese)
            .With("dcat:accessURL", Address(kind.AddressOf(site, record.Slug)))
            .With("dcat:downloadURL", kind.IsApi ? null : RdfNode.Reference(kind.AddressOf(site, record.Slug)))
            .With("dct:format", Format(kind))
            .With("dcat:mediaType", new RdfNode(Vocabulary.MediaTypes + kind.MediaType, "dct:MediaType") { IsShared = true }.With("rdfs:label", kind.MediaType))
            .With("dct:license", Licence(record.Licence))
            .With("dct:rights", Rights(record))
            .With("dcatap:availability", Described(Vocabulary.Available, "skos:Concept", "可用", "available"))
            .With("dct:issued", Instants.Written(record.CreatedAt), datatype: "xsd:dateTime")
            .With("dct:modified", Instants.Written(record.PublishedAt), datatype: "xsd:dateTime");
        if (kind.IsStored)
        {
            distribution
                .With("dcat:byteSize", record.DataBytes.ToString(CultureInfo.InvariantCulture), datatype: "xsd:nonNegativeInteger")
                .With("spdx:checksum", new RdfNode(null, "spdx:Checksum")
                    .With("spdx:algorithm", new RdfNode(Vocabulary.Sha256, "spdx:ChecksumAlgorithm") { IsShared = true })
                    .With("spdx:checksumValue", record.DataSha256, datatype: "xsd:hexBinary"));
        }

        return kind.IsApi ? distribution.With("dcat:accessService", Service(record)) : distribution;
    }

    private RdfNode Service(CatalogueRecord record) => new RdfNode($"{site.Dataset(record.Slug)}#service", "dcat:DataService")
        .With("dct:title", record.Title, Vocabulary.Chinese)
        .With("dcat:endpointURL", Address(site.Rows(record.Slug)))
        .With("dcat:endpointDescription", Address(site.OpenApi(record.Slug)))
        .With("dcat:servesDataset", RdfNode.Reference(site.Dataset(record.Slug)));

    // The official shapes of DCAT-AP 3 want the class of an address, too, where it stands first.
    private static RdfNode Address(string url) => new(url, "rdfs:Resource");

    private static RdfNode Format(ResourceKind kind) =>
        new RdfNode(kind.Authority is { } name ? Vocabulary.FileTypes + name : $"urn:uuid:{StableId.Of("format", kind.Format)}", "dct:MediaTypeOrExtent") { IsShared = true }
            .With("rdfs:label", kind.Format);

    private static RdfNode? Licence(string? text) => LicenceFacts.Of(text) is not { } licence
        ? null
        : new RdfNode(licence.Url ?? $"urn:uuid:{StableId.Of("licence", licence.Id)}", "dct:LicenseDocument") { IsShared = true }
            .With("dct:title", licence.Title, licence.IsOpen ? Vocabulary.English : Vocabulary.Chinese)
            .With("dct:identifier", licence.HasShortName ? licence.Id : null);

    // Beyond the licence, or what the licence is called where nothing else was said.
    private static RdfNode? Rights(CatalogueRecord record) => (record.Rights ?? LicenceFacts.Of(record.Licence)?.Title) is not { } text
        ? null
        : new RdfNode(null, "dct:RightsStatement").With("rdfs:label", text, text.All(char.IsAscii) ? Vocabulary.English : Vocabulary.Chinese);

    private RdfNode? Place(string? region) => region is null
        ? null
        : new RdfNode(region == Regions.Country ? Vocabulary.China : $"urn:uuid:{StableId.Of("division", region)}", "dct:Location") { IsShared = true }
            .With("skos:prefLabel", regions.NameOf(region), Vocabulary.Chinese)
            .With("dct:identifier", region);

    private static RdfNode? Time(CatalogueRecord record) => record is { CoversFrom: null, CoversUntil: null }
        ? null
        : new RdfNode(null, "dct:PeriodOfTime")
            .With("dcat:startDate", record.CoversFrom, datatype: record.CoversFrom is { } from ? Coverage.TypeOf(from) : null)
            .With("dcat:endDate", record.CoversUntil, datatype: record.CoversUntil is { } until ? Coverage.TypeOf(until) : null);

    private RdfNode? Series(CatalogueRecord record) => record.Series is not { } series
        ? null
        : new RdfNode($"{site.Root}/catalogue/series/{series.Slug}", "dcat:DatasetSeries") { IsShared = true }
            .WithBoth("dct:title", series.Title, series.TitleEn)
            .WithBoth("dct:description", series.Summary.Length > 0 ? series.Summary : series.Title, series.SummaryEn)
            .With("dct:publisher", Operator())
            .With("dcat:first", Step(record.Around?.First))
            .With("dcat:last", Step(record.Around?.Last));

    // Named where another dataset points to it. Not shared: it is described whole elsewhere, in this answer or another.
    private RdfNode? Step(SeriesStep? step) => step is null
        ? null
        : new RdfNode(site.Dataset(step.Slug), "dcat:Dataset").WithBoth("dct:title", step.Title, step.TitleEn).WithBoth("dct:description", step.Description, step.SummaryEn);

    private RdfNode? Provider(CatalogueRecord record) => record.Provider is not { } provider
        ? null
        : new RdfNode($"{site.Root}/catalogue?provider={Uri.EscapeDataString(provider)}", "foaf:Agent", "foaf:Organization") { IsShared = true }
            .WithBoth("foaf:name", provider, record.ProviderEn);

    private RdfNode Operator() => new RdfNode(site.Root + "/about", "foaf:Agent", "foaf:Organization") { IsShared = true }
        .With("foaf:name", settings.PublisherName, Vocabulary.Chinese);

    private RdfNode? Contact() => (ContactPoint.MailOf(settings), ContactPoint.PageOf(settings)) switch
    {
        (null, null) => null,
        var (mail, page) => new RdfNode(site.Root + "/about#contact", "vcard:Kind", "vcard:Organization") { IsShared = true }
            .With("vcard:fn", settings.PublisherName, Vocabulary.Chinese)
            .With("vcard:hasEmail", mail is null ? null : RdfNode.Reference("mailto:" + mail))
            .With("vcard:hasURL", page is null ? null : RdfNode.Reference(page)),
    };

    private static RdfNode Language() => Described(Vocabulary.ChineseAuthority, "dct:LinguisticSystem", "中文", "Chinese");

    private static RdfNode? Frequency(string? cycle) => cycle switch
    {
        "1" => Frequency("UPDATE_CONT", "实时", "continuously updated"),
        "2" => Frequency("DAILY", "每日", "daily"),
        "3" => Frequency("WEEKLY", "每周", "weekly"),
        "4" => Frequency("MONTHLY", "每月", "monthly"),
        "5" => Frequency("QUARTERLY", "每季", "quarterly"),
        "6" => Frequency("ANNUAL_2", "每半年", "semiannual"),
        "7" => Frequency("ANNUAL", "每年", "annual"),
        "8" => Frequency("OTHER", "其他", "other"),
        _ => null,
    };

    private static RdfNode Frequency(string name, string chinese, string english) =>
        Described(Vocabulary.Frequencies + name, "dct:Frequency", chinese, english);

    private RdfNode? Theme(string? code)
    {
        if (code is null)
        {
            return null;
        }

        var names = Datasets.Themes.NamesOf(code);
        return new RdfNode($"{site.Root}/catalogue?theme={code}", "skos:Concept") { IsShared = true }
            .WithBoth("skos:prefLabel", names[0], names[1])
            .With("skos:notation", code)
            .With("skos:inScheme", Themes());
    }

    private RdfNode Themes() => new RdfNode(site.Root + "/standards/open-data-domains", "skos:ConceptScheme") { IsShared = true }
        .WithBoth("dct:title", "公共数据开放重点领域", "Priority domains of open public data");

    private static RdfNode Described(string iri, string type, string chinese, string english) =>
        new RdfNode(iri, type == "skos:Concept" ? ["skos:Concept"] : [type, "skos:Concept"]) { IsShared = true }.WithBoth("skos:prefLabel", chinese, english);
}

using Gongxin.Catalogue.Facades.Rdf;
using Gongxin.Catalogue.Metadata;

namespace Gongxin.Catalogue.Quality;

// The indicators of the European Metadata Quality Assessment, counted on the very DCAT-AP record that this node gives to
// harvesters. What stands on distributions is counted over all of them, as in the published example of the method.
internal static class MqaMetrics
{
    private static readonly string[] NonProprietary = ["CSV", "JSON", "NDJSON", "XML", "Parquet", "API"];
    private static readonly string[] MachineReadable = [.. NonProprietary, "XLSX"];

    // `isServed`: the stored bytes behind the addresses are there. The node does not call itself.
    public static IEnumerable<Measured> Of(RdfNode dataset, bool isServed)
    {
        var ways = Nodes(dataset, "dcat:distribution").ToList();
        var formats = ways.SelectMany(w => Nodes(w, "dct:format")).ToList();
        var media = ways.SelectMany(w => Nodes(w, "dcat:mediaType")).ToList();
        var downloads = ways.Count(w => Has(w, "dcat:downloadURL"));
        return
        [
            Flag("keyword", dataset, "dcat:keyword"),
            Flag("theme", dataset, "dcat:theme"),
            Flag("spatial", dataset, "dct:spatial"),
            Flag("temporal", dataset, "dct:temporal"),
            new("mqa.access-url-answers", isServed ? ways.Count(w => Has(w, "dcat:accessURL")) : 0, ways.Count),
            new("mqa.download-url", downloads, ways.Count),
            new("mqa.download-url-answers", isServed ? downloads : 0, ways.Count),
            Share("format", ways, "dct:format"),
            Share("media-type", ways, "dcat:mediaType"),
            new("mqa.vocabulary", formats.Count(f => IsIn(f, Vocabulary.FileTypes)) + media.Count(m => IsIn(m, Vocabulary.MediaTypes)), 2L * ways.Count),
            new("mqa.non-proprietary", formats.Count(f => NonProprietary.Contains(LabelOf(f))), ways.Count),
            new("mqa.machine-readable", formats.Count(f => MachineReadable.Contains(LabelOf(f))), ways.Count),
            Measured.Flag("mqa.dcat-ap", IsConformant(dataset, ways)),
            Share("licence", ways, "dct:license"),
            new("mqa.licence-vocabulary", ways.SelectMany(w => Nodes(w, "dct:license")).Count(l => LicenceFacts.Known.Any(k => k.Url == l.Iri)), ways.Count),
            Flag("access-rights", dataset, "dct:accessRights"),
            Measured.Flag("mqa.access-rights-vocabulary", Nodes(dataset, "dct:accessRights").Any(r => r.Iri == Vocabulary.Public)),
            Flag("contact-point", dataset, "dcat:contactPoint"),
            Flag("publisher", dataset, "dct:publisher"),
            Share("rights", ways, "dct:rights"),
            Share("byte-size", ways, "dcat:byteSize"),
            Flag("issued", dataset, "dct:issued"),
            Flag("modified", dataset, "dct:modified"),
        ];
    }

    // The mandatory properties of DCAT-AP 3 by this platform's reading: title and description, a named publisher, an access
    // address for every distribution.
    private static bool IsConformant(RdfNode dataset, List<RdfNode> ways) =>
        Has(dataset, "dct:title") && Has(dataset, "dct:description")
        && Nodes(dataset, "dct:publisher").All(p => Has(p, "foaf:name"))
        && ways.TrueForAll(w => Has(w, "dcat:accessURL"));

    private static Measured Flag(string code, RdfNode node, string property) => Measured.Flag("mqa." + code, Has(node, property));

    private static Measured Share(string code, List<RdfNode> ways, string property) => new("mqa." + code, ways.Count(w => Has(w, property)), ways.Count);

    private static bool Has(RdfNode node, string property) => node.Properties.Any(p => p.Property == property);

    private static IEnumerable<RdfNode> Nodes(RdfNode node, string property) =>
        node.Properties.Where(p => p.Property == property).Select(p => p.Value).OfType<RdfNode>();

    private static bool IsIn(RdfNode node, string vocabulary) => node.Iri?.StartsWith(vocabulary, StringComparison.Ordinal) is true;

    private static string? LabelOf(RdfNode format) =>
        format.Properties.Where(p => p.Property == "rdfs:label").Select(p => p.Value).OfType<RdfText>().FirstOrDefault()?.Value;
}

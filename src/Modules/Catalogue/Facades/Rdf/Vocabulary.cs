namespace Gongxin.Catalogue.Facades.Rdf;

// Prefixes and the values that DCAT-AP takes from authorities of the EU.
internal static class Vocabulary
{
    public const string Chinese = "zh";
    public const string English = "en";

    public const string FileTypes = "http://publications.europa.eu/resource/authority/file-type/";
    public const string Public = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
    public const string Frequencies = "http://publications.europa.eu/resource/authority/frequency/";
    public const string Available = "http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE";
    public const string ChineseAuthority = "http://publications.europa.eu/resource/authority/language/ZHO";
    public const string China = "http://publications.europa.eu/resource/authority/country/CHN";
    public const string MediaTypes = "https://www.iana.org/assignments/media-types/";
    public const string Sha256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";

    public static IReadOnlyList<(string Prefix, string Namespace)> Prefixes { get; } =
    [
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"),
        ("spdx", "http://spdx.org/rdf/terms#"),
        ("adms", "http://www.w3.org/ns/adms#"),
        ("dcatap", "http://data.europa.eu/r5r/"),
        ("hydra", "http://www.w3.org/ns/hydra/core#"),
    ];

    private static readonly Dictionary<string, string> Namespaces = Prefixes.ToDictionary(p => p.Prefix, p => p.Namespace, StringComparer.Ordinal);

    public static (string Prefix, string Local, string Namespace) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = name[..colon];
        return (prefix, name[(colon + 1)..], Namespaces[prefix]);
    }
}

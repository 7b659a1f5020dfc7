using System.Text;

namespace Gongxin.Catalogue.Facades.Rdf;

// Writes nodes one after the other into text; what was written is taken away piece by piece, so memory does not grow with the
// graph. It remembers only the names of shared nodes that it has described.
internal abstract class RdfWriter
{
    private readonly HashSet<string> _described = new(StringComparer.Ordinal);

    protected StringBuilder Text { get; } = new();

    public int Length => Text.Length;

    public static RdfWriter Of(RdfFormat format) => format.Extension switch
    {
        "ttl" => new TurtleWriter(),
        "rdf" => new RdfXmlWriter(),
        _ => new JsonLdWriter(),
    };

    public abstract void Begin();

    public abstract void Write(RdfNode node);

    public abstract void End();

    public byte[] Take()
    {
        var bytes = Encoding.UTF8.GetBytes(Text.ToString());
        Text.Clear();
        return bytes;
    }

    // A shared node is described once; one without anything to say is only a name.
    protected bool IsDescribedHere(RdfNode node) =>
        (node.Types.Length > 0 || node.Properties.Count > 0) && (node.Iri is null || !node.IsShared || _described.Add(node.Iri));
}

// A serialisation and the names by which it is asked for.
internal sealed record RdfFormat(string Extension, string MediaType, string Name)
{
    public static IReadOnlyList<RdfFormat> All { get; } =
    [
        new("ttl", "text/turtle", "Turtle"),
        new("rdf", "application/rdf+xml", "RDF/XML"),
        new("jsonld", "application/ld+json", "JSON-LD"),
    ];

    public static RdfFormat? ByExtension(string extension) => All.FirstOrDefault(format => format.Extension == extension);
}

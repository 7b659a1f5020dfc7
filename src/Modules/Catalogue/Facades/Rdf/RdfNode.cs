namespace Gongxin.Catalogue.Facades.Rdf;

internal abstract record RdfValue;

// A text in a language, or a value of an XSD type.
internal sealed record RdfText(string Value, string? Language = null, string? Datatype = null) : RdfValue;

// Something with properties, named by an IRI or by nothing. Names of classes and properties are written as prefix:name.
internal sealed record RdfNode(string? Iri, params string[] Types) : RdfValue
{
    private readonly List<(string Property, RdfValue Value)> _properties = [];

    public IReadOnlyList<(string Property, RdfValue Value)> Properties => _properties;

    // Many things refer to it: it is described where it first occurs and only named afterwards.
    public bool IsShared { get; init; }

    public static RdfNode Reference(string iri) => new(iri);

    // What is not known is left out.
    public RdfNode With(string property, RdfValue? value)
    {
        if (value is not null)
        {
            _properties.Add((property, value));
        }

        return this;
    }

    public RdfNode With(string property, string? text, string? language = null, string? datatype = null) =>
        With(property, text is { Length: > 0 } ? new RdfText(text, language, datatype) : null);

    public RdfNode WithBoth(string property, string? chinese, string? english) =>
        With(property, chinese, Vocabulary.Chinese).With(property, english, Vocabulary.English);
}

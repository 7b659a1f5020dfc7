using System.Globalization;
using System.Xml;

namespace Gongxin.Catalogue.Facades.Rdf;

// RDF/XML: a node is an element of its first class, described inside the property that leads to it.
internal sealed class RdfXmlWriter : RdfWriter
{
    private const string Description = "rdf:Description";

    public override void Begin()
    {
        Text.Append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rdf:RDF");
        foreach (var (prefix, space) in Vocabulary.Prefixes)
        {
            Text.Append(CultureInfo.InvariantCulture, $" xmlns:{prefix}=\"{space}\"");
        }

        Text.Append(">\n");
    }

    public override void Write(RdfNode node)
    {
        WriteNode(node);
        Text.Append('\n');
    }

    public override void End() => Text.Append("</rdf:RDF>\n");

    private void WriteNode(RdfNode node)
    {
        var element = node.Types.Length > 0 ? node.Types[0] : Description;
        Text.Append('<').Append(element);
        if (node.Iri is { } iri)
        {
            WriteAttribute("rdf:about", iri);
        }

        Text.Append('>');
        foreach (var type in node.Types.Skip(1))
        {
            var (_, local, space) = Vocabulary.Split(type);
            Text.Append("<rdf:type");
            WriteAttribute("rdf:resource", space + local);
            Text.Append("/>");
        }

        foreach (var (property, value) in node.Properties)
        {
            WriteProperty(property, value);
        }

        Text.Append("</").Append(element).Append('>');
    }

    private void WriteProperty(string property, RdfValue value)
    {
        Text.Append('<').Append(property);
        if (value is RdfNode node)
        {
            if (!IsDescribedHere(node) && node.Iri is { } iri)
            {
                WriteAttribute("rdf:resource", iri);
                Text.Append("/>");
                return;
            }

            Text.Append('>');
            WriteNode(node);
        }
        else if (value is RdfText text)
        {
            if (text.Language is { } language)
            {
                WriteAttribute("xml:lang", language);
            }
            else if (text.Datatype is { } type)
            {
                var (_, local, space) = Vocabulary.Split(type);
                WriteAttribute("rdf:datatype", space + local);
            }

            Text.Append('>');
            Escape(text.Value);
        }

        Text.Append("</").Append(property).Append('>');
    }

    private void WriteAttribute(string name, string value)
    {
        Text.Append(' ').Append(name).Append("=\"");
        Escape(value);
        Text.Append('"');
    }

    // Characters that XML cannot hold are left out.
    private void Escape(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            var unit = value[at];
            if (char.IsHighSurrogate(unit) && at + 1 < value.Length && char.IsLowSurrogate(value[at + 1]))
            {
                Text.Append(unit).Append(value[++at]);
                continue;
            }

            _ = unit switch
            {
                '<' => Text.Append("&lt;"),
                '>' => Text.Append("&gt;"),
                '&' => Text.Append("&amp;"),
                '"' => Text.Append("&quot;"),
                '\r' => Text.Append("&#13;"),
                '\n' => Text.Append("&#10;"),
                '\t' => Text.Append("&#9;"),
                _ when XmlConvert.IsXmlChar(unit) => Text.Append(unit),
                _ => Text,
            };
        }
    }
}

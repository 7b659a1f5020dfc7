using System.Text.Encodings.Web;

namespace Gongxin.Catalogue.Facades.Rdf;

// JSON-LD 1.1: prefixes in the context, nodes in the graph, each with what it leads to inside.
internal sealed class JsonLdWriter : RdfWriter
{
    private bool _isFirst = true;

    public override void Begin()
    {
        Text.Append("{\"@context\":{");
        Text.AppendJoin(',', Vocabulary.Prefixes.Select(p => $"\"{p.Prefix}\":\"{p.Namespace}\""));
        Text.Append("},\"@graph\":[");
    }

    public override void Write(RdfNode node)
    {
        Text.Append(_isFirst ? "\n" : ",\n");
        _isFirst = false;
        WriteNode(node);
    }

    public override void End() => Text.Append("\n]}\n");

    private void WriteNode(RdfNode node)
    {
        Text.Append('{');
        var isFirst = true;
        if (node.Iri is { } iri)
        {
            WriteMember(ref isFirst, "@id");
            WriteString(iri);
        }

        if (node.Types.Length > 0)
        {
            WriteMember(ref isFirst, "@type");
            Text.Append("[\"").AppendJoin("\",\"", node.Types).Append("\"]");
        }

        foreach (var property in node.Properties.GroupBy(p => p.Property, StringComparer.Ordinal))
        {
            WriteMember(ref isFirst, property.Key);
            Text.Append('[');
            var isFirstValue = true;
            foreach (var (_, value) in property)
            {
                Text.Append(isFirstValue ? "" : ",");
                isFirstValue = false;
                WriteValue(value);
            }

            Text.Append(']');
        }

        Text.Append('}');
    }

    private void WriteValue(RdfValue value)
    {
        switch (value)
        {
            case RdfNode node when IsDescribedHere(node) || node.Iri is null:
                WriteNode(node);
                break;
            case RdfNode named:
                Text.Append("{\"@id\":");
                WriteString(named.Iri!);
                Text.Append('}');
                break;
            case RdfText text:
                Text.Append("{\"@value\":");
                WriteString(text.Value);
                if (text.Language is { } language)
                {
                    Text.Append(",\"@language\":\"").Append(language).Append('"');
                }
                else if (text.Datatype is { } type)
                {
                    Text.Append(",\"@type\":\"").Append(type).Append('"');
                }

                Text.Append('}');
                break;
        }
    }

    private void WriteMember(ref bool isFirst, string name)
    {
        Text.Append(isFirst ? "\"" : ",\"").Append(name).Append("\":");
        isFirst = false;
    }

    private void WriteString(string text) => Text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)).Append('"');
}

using System.Globalization;
using System.Text;

namespace Gongxin.Catalogue.Facades.Rdf;

// Turtle 1.1: nodes with a name are described one after the other, those without inside the brackets where they stand.
internal sealed class TurtleWriter : RdfWriter
{
    private readonly Queue<RdfNode> _waiting = new();

    public override void Begin()
    {
        foreach (var (prefix, space) in Vocabulary.Prefixes)
        {
            Text.Append(CultureInfo.InvariantCulture, $"@prefix {prefix}: <{space}> .\n");
        }
    }

    public override void Write(RdfNode node)
    {
        _waiting.Enqueue(node);
        while (_waiting.TryDequeue(out var next))
        {
            Text.Append('\n');
            WriteIri(next.Iri!);
            WriteContent(next, "\n  ");
            Text.Append(" .\n");
        }
    }

    public override void End()
    {
    }

    private void WriteContent(RdfNode node, string line)
    {
        var isFirst = true;
        if (node.Types.Length > 0)
        {
            Text.Append(" a ").AppendJoin(", ", node.Types);
            isFirst = false;
        }

        foreach (var (property, value) in node.Properties)
        {
            Text.Append(isFirst ? "" : " ;").Append(line).Append(property).Append(' ');
            isFirst = false;
            WriteValue(value, line);
        }
    }

    private void WriteValue(RdfValue value, string line)
    {
        switch (value)
        {
            case RdfText text:
                WriteText(text);
                break;
            case RdfNode { Iri: { } iri } named:
                WriteIri(iri);
                if (IsDescribedHere(named))
                {
                    _waiting.Enqueue(named);
                }

                break;
            case RdfNode unnamed:
                Text.Append('[');
                WriteContent(unnamed, line + "  ");
                Text.Append(" ]");
                break;
        }
    }

    private void WriteText(RdfText text)
    {
        Text.Append('"');
        foreach (var unit in text.Value)
        {
            _ = unit switch
            {
                '"' => Text.Append("\\\""),
                '\\' => Text.Append("\\\\"),
                '\n' => Text.Append("\\n"),
                '\r' => Text.Append("\\r"),
                '\t' => Text.Append("\\t"),
                < ' ' => Text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"),
                _ => Text.Append(unit),
            };
        }

        Text.Append('"');
        if (text.Language is { } language)
        {
            Text.Append('@').Append(language);
        }
        else if (text.Datatype is { } type)
        {
            Text.Append("^^").Append(type);
        }
    }

    private void WriteIri(string iri)
    {
        Text.Append('<');
        foreach (var unit in iri)
        {
            if (unit <= ' ' || unit is '<' or '>' or '"' or '{' or '}' or '|' or '^' or '`' or '\\')
            {
                Text.Append(CultureInfo.InvariantCulture, $"%{(int)unit:X2}");
            }
            else
            {
                Text.Append(unit);
            }
        }

        Text.Append('>');
    }
}

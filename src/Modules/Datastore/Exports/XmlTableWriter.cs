using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Exports;

// <rows><row><cell name="…">…</cell>…</row>…</rows>. Names are attributes because any text can be a column's name. An empty
// cell is left out; a text with characters that XML cannot hold is written in base64 and says so.
internal sealed class XmlTableWriter : TableWriter
{
    private static readonly SearchValues<byte> Markup = SearchValues.Create("&<>\"\r\n\t"u8);
    private static readonly SearchValues<byte> Impossible = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(code => code is not ('\t' or '\n' or '\r')).Select(code => (byte)code)]);

    private readonly ExportBuffer _to;
    private readonly byte[][] _starts;

    public XmlTableWriter(ExportBuffer to, IReadOnlyList<ColumnSchema> columns)
        : base(columns)
    {
        _to = to;
        _starts = [.. columns.Select(column => Encoding.UTF8.GetBytes("<cell name=\"" + Attribute(column.Name) + "\""))];
    }

    public override void Begin() => _to.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rows>\n"u8);

    public override void Row(DuckDBDataReader reader, int row)
    {
        _to.Write("<row>"u8);
        for (var at = 0; at < Columns.Count; at++)
        {
            var vector = reader.Vector(at);
            if (vector.IsNull(row))
            {
                continue;
            }

            _to.Write(_starts[at]);
            if (Columns[at].Type is ColumnType.Text)
            {
                Text(vector.GetUtf8(row));
            }
            else
            {
                _to.Write((byte)'>');
                _to.Advance(CellReader.Write(Columns[at], vector, row, _to.GetSpan(WrittenForm.LengthMax)));
            }

            _to.Write("</cell>"u8);
        }

        _to.Write("</row>\n"u8);
    }

    public override void End() => _to.Write("</rows>\n"u8);

    private void Text(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAny(Impossible) || text.IndexOf("\uFFFE"u8) >= 0 || text.IndexOf("\uFFFF"u8) >= 0)
        {
            _to.Write(" encoding=\"base64\">"u8);
            _to.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(text)));
            return;
        }

        _to.Write((byte)'>');
        for (var at = text.IndexOfAny(Markup); at >= 0; at = text.IndexOfAny(Markup))
        {
            _to.Write(text[..at]);
            _to.Write(Reference(text[at]));
            text = text[(at + 1)..];
        }

        _to.Write(text);
    }

    // A reader would turn a bare CR into LF, and in an attribute all white space into blanks.
    private static ReadOnlySpan<byte> Reference(byte character) => character switch
    {
        (byte)'&' => "&amp;"u8,
        (byte)'<' => "&lt;"u8,
        (byte)'>' => "&gt;"u8,
        (byte)'"' => "&quot;"u8,
        (byte)'\r' => "&#13;"u8,
        (byte)'\n' => "&#10;"u8,
        _ => "&#9;"u8,
    };

    private static string Attribute(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var isMarkup = rune.IsAscii && Markup.Contains((byte)rune.Value);
            var isImpossible = (rune.IsAscii && Impossible.Contains((byte)rune.Value)) || rune.Value is 0xFFFE or 0xFFFF;
            text.Append(isMarkup ? Encoding.ASCII.GetString(Reference((byte)rune.Value)) : isImpossible ? "\uFFFD" : rune.ToString());
        }

        return text.ToString();
    }
}

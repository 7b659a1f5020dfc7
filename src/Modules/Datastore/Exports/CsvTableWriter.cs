using System.Buffers;
using System.Text;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Exports;

// RFC 4180: commas, CRLF, quotes where needed. An empty cell is nothing between the commas, an empty text is "". Values are
// written as they are, also those that a spreadsheet would take for a formula: rewriting them would falsify the data.
internal sealed class CsvTableWriter(ExportBuffer to, IReadOnlyList<ColumnSchema> columns, bool byteOrderMark) : TableWriter(columns)
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create("\",\r\n"u8);

    public override void Begin()
    {
        if (byteOrderMark)
        {
            to.Write(Encoding.UTF8.Preamble);
        }

        for (var at = 0; at < Columns.Count; at++)
        {
            Separate(at);
            Text(Encoding.UTF8.GetBytes(Columns[at].Name));
        }

        to.Write("\r\n"u8);
    }

    public override void Row(DuckDBDataReader reader, int row)
    {
        for (var at = 0; at < Columns.Count; at++)
        {
            Separate(at);
            Cell(Columns[at], reader.Vector(at), row);
        }

        to.Write("\r\n"u8);
    }

    public override void End()
    {
    }

    private void Cell(ColumnSchema column, VectorReader vector, int row)
    {
        if (vector.IsNull(row))
        {
            // With a single column an empty cell would be an empty line, which readers skip.
            to.Write(Columns.Count == 1 ? "\"\""u8 : default);
        }
        else if (column.Type is ColumnType.Text)
        {
            Text(vector.GetUtf8(row));
        }
        else
        {
            to.Advance(CellReader.Write(column, vector, row, to.GetSpan(WrittenForm.LengthMax)));
        }
    }

    private void Separate(int column)
    {
        if (column > 0)
        {
            to.Write((byte)',');
        }
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && !text.ContainsAny(NeedsQuotes))
        {
            to.Write(text);
            return;
        }

        to.Write((byte)'"');
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            to.Write(text[..(quote + 1)]);
            to.Write((byte)'"');
            text = text[(quote + 1)..];
        }

        to.Write(text);
        to.Write((byte)'"');
    }
}

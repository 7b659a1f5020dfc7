using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// The cells of one row of an answer, by the position of their column in it.
internal interface IRowCells
{
    bool IsEmpty(int at);

    // The text of a text column.
    ReadOnlySpan<byte> Utf8(int at);

    // The value of any other column.
    CellValue Value(int at);
}

// A row of a chunk of DuckDB's; the answer's first column is at the given offset.
internal readonly struct ChunkCells(IReadOnlyList<OutputColumn> columns, DuckDBDataReader reader, int offset, int row) : IRowCells
{
    public bool IsEmpty(int at) => reader.Vector(offset + at).IsNull(row);

    public ReadOnlySpan<byte> Utf8(int at) => reader.Vector(offset + at).GetUtf8(row);

    public CellValue Value(int at) => CellReader.Value(columns[at].Schema, reader.Vector(offset + at), row) ?? default;
}

internal static class RowCells
{
    public static string? Text<TCells>(in TCells cells, ColumnSchema column, int at)
        where TCells : struct, IRowCells
    {
        if (cells.IsEmpty(at))
        {
            return null;
        }

        return column.Type is ColumnType.Text ? System.Text.Encoding.UTF8.GetString(cells.Utf8(at)) : WrittenForm.Of(column, cells.Value(at));
    }
}

using Gongxin.DuckDb;
using Gongxin.DuckDb.Functions;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>A batch of rows as read, and their typed values beside them.</summary>
internal sealed class TypedBatch(TableSchema schema)
{
    public CellBatch Cells { get; } = new(schema.Columns.Count);
    public TypedColumn[] Columns { get; } = [.. schema.Columns.Select(column => new TypedColumn(column))];

    /// <summary>Memory that it keeps, whether full or empty.</summary>
    public long BytesKept => Cells.BytesKept + Columns.Sum(column => column.BytesKept);

    public int CopyTo(DuckDBChunk chunk)
    {
        var rowNumbers = chunk[0].Values<long>();
        for (var row = 0; row < Cells.RowCount; row++)
        {
            rowNumbers[row] = Cells.RowNumber(row);
        }

        for (var column = 0; column < Columns.Length; column++)
        {
            Columns[column].CopyTo(chunk[column + 1], Cells, column);
        }

        return Cells.RowCount;
    }
}

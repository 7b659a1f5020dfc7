using System.Runtime.InteropServices;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>The values of one column of a batch in DuckDB's own layout, ready to be copied into a vector. Text stays in the batch.</summary>
internal sealed class TypedColumn(ColumnSchema schema)
{
    private readonly byte[] _values = schema.Type is ColumnType.Text ? [] : new byte[CellBatch.RowsMax * StoredTypes.WidthOf(schema)];
    private readonly ulong[] _nulls = new ulong[CellBatch.RowsMax / 64];
    private bool _anyNull;

    public int BytesKept => _values.Length + (_nulls.Length * sizeof(ulong));

    public Span<T> Values<T>()
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(_values.AsSpan());

    public void Clear()
    {
        if (_anyNull)
        {
            Array.Clear(_nulls);
            _anyNull = false;
        }
    }

    public void SetNull(int row)
    {
        _nulls[row >> 6] |= 1UL << (row & 63);
        _anyNull = true;
    }

    public bool IsNull(int row) => _anyNull && (_nulls[row >> 6] & (1UL << (row & 63))) != 0;

    public void CopyTo(VectorWriter vector, CellBatch batch, int column)
    {
        var rows = batch.RowCount;
        if (schema.Type is ColumnType.Text)
        {
            for (var row = 0; row < rows; row++)
            {
                if (!IsNull(row))
                {
                    vector.SetText(row, batch.Cell(row, column));
                }
            }
        }
        else
        {
            _values.AsSpan(0, rows * StoredTypes.WidthOf(schema)).CopyTo(vector.Bytes);
        }

        if (_anyNull)
        {
            CopyNulls(vector, rows);
        }
    }

    private void CopyNulls(VectorWriter vector, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            if (IsNull(row))
            {
                vector.SetNull(row);
            }
        }
    }
}

/// <summary>How a column's values are stored in Parquet.</summary>
internal static class StoredTypes
{
    public const string RowColumn = "_row";

    public static DuckDBScalarType Of(ColumnSchema column) => column.Type switch
    {
        ColumnType.Text => DuckDBScalarType.Varchar,
        ColumnType.Integer => DuckDBScalarType.BigInt,
        ColumnType.Decimal => DuckDBScalarType.Decimal(column.Precision, column.Scale),
        ColumnType.Number => DuckDBScalarType.Double,
        ColumnType.Boolean => DuckDBScalarType.Boolean,
        ColumnType.DateTime => DuckDBScalarType.Timestamp,
        _ => DuckDBScalarType.Date,
    };

    public static int WidthOf(ColumnSchema column) => column.Type switch
    {
        ColumnType.Boolean => 1,
        ColumnType.Date or ColumnType.YearMonth or ColumnType.Year => 4,
        ColumnType.Integer or ColumnType.Number or ColumnType.DateTime => 8,
        // As DuckDB stores decimals: 16, 32, 64 or 128 bits.
        ColumnType.Decimal => column.Precision switch { <= 4 => 2, <= 9 => 4, <= 18 => 8, _ => 16 },
        _ => 16,
    };
}

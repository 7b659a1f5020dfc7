using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// Cells of a result chunk as values, or straight as the bytes of their written form.
internal static class CellReader
{
    public static CellValue? Value(ColumnSchema column, VectorReader vector, int row)
    {
        if (vector.IsNull(row))
        {
            return null;
        }

        return column.Type switch
        {
            ColumnType.Text => CellValue.Of(vector.GetString(row)),
            ColumnType.Number => CellValue.OfReal(vector.GetDouble(row)),
            _ => CellValue.Of(Whole(column, vector, row)),
        };
    }

    public static string? Text(ColumnSchema column, VectorReader vector, int row) =>
        Value(column, vector, row) is { } value ? WrittenForm.Of(column, value) : null;

    // Anything but text; the cell must not be empty.
    public static int Write(ColumnSchema column, VectorReader vector, int row, Span<byte> to) => column.Type is ColumnType.Number
        ? WrittenForm.Write(column, CellValue.OfReal(vector.GetDouble(row)), to)
        : WrittenForm.Write(column, CellValue.Of(Whole(column, vector, row)), to);

    // Anything but text and floating point.
    public static Int128 Whole(ColumnSchema column, VectorReader vector, int row) => column.Type switch
    {
        ColumnType.Integer => vector.GetInt64(row),
        ColumnType.Decimal => vector.GetUnscaled(row),
        ColumnType.Boolean => vector.GetBoolean(row) ? 1 : 0,
        ColumnType.DateTime => DuckDBTime.Micros(vector.GetDateTime(row)),
        _ => DuckDBTime.Days(vector.GetDate(row)),
    };
}

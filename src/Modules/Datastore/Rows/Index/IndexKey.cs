using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows.Index;

// A cell of any type but text as one number: equal numbers are equal values.
internal static class IndexKey
{
    public static Int128 Of(ColumnSchema column, VectorReader cells, int row) => column.Type is ColumnType.Number
        ? BitConverter.DoubleToInt64Bits(cells.GetDouble(row) is var real && double.IsNaN(real) ? double.NaN : real)
        : CellReader.Whole(column, cells, row);

    public static int Compare(ColumnSchema column, Int128 left, Int128 right) => column.Type is ColumnType.Number
        ? IndexColumn.CompareReal(Real(left), Real(right))
        : left.CompareTo(right);

    public static void Write(ColumnSchema column, Int128 key, IndexColumnWriter to)
    {
        if (IndexColumn.StorageOf(column) is IndexStorage.Wide)
        {
            to.AddValue(key);
        }
        else
        {
            // The bits of a double as they are.
            to.AddValue((long)key);
        }
    }

    private static double Real(Int128 key) => BitConverter.Int64BitsToDouble((long)key);
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows.Index;

// One column of an index. A code is the rank of a value among the column's different values; the code of an empty cell
// comes after all of them, so that codes compare as cells do in an ascending sort.
internal sealed unsafe class IndexColumn
{
    private readonly byte* _codes;
    private readonly int* _order;
    private readonly byte* _values;
    private readonly int _width;
    private readonly int _rows;

    public IndexColumn(ColumnSchema schema, int rows, byte* start, IndexSection section)
    {
        Schema = schema;
        EmptyCode = section.ValueCount;
        _rows = rows;
        _width = section.CodeWidth;
        _order = (int*)(start + section.Order);
        _codes = start + section.Codes;
        _values = start + section.Values;
    }

    public ColumnSchema Schema { get; }

    // Also the number of different values.
    public int EmptyCode { get; }

    public int Width => _width;

    // Rows by value.
    public ReadOnlySpan<int> Order => new(_order, _rows);

    public int Code(int row) => _width switch
    {
        sizeof(byte) => _codes[row],
        sizeof(ushort) => ((ushort*)_codes)[row],
        _ => ((int*)_codes)[row],
    };

    public ReadOnlySpan<T> Codes<T>()
        where T : unmanaged => new(_codes, _rows);

    // Moves the rows whose code is in the range to the front and gives their number. Codes of different rows lie far apart
    // in memory: without a branch on each, the processor fetches many at once.
    public int Keep(Span<int> rows, int from, int to) => _width switch
    {
        sizeof(byte) => Keep(rows, Codes<byte>(), (uint)from, (uint)(to - from)),
        sizeof(ushort) => Keep(rows, Codes<ushort>(), (uint)from, (uint)(to - from)),
        _ => Keep(rows, Codes<uint>(), (uint)from, (uint)(to - from)),
    };

    // How many rows have a smaller code: where the code's rows begin in the order.
    public int RankOf(int code)
    {
        var (low, high) = (0, _rows);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (Code(_order[middle]) < code)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // How many different values are smaller than this one (or not greater).
    public int CodeOf(CellValue value, bool orEqual = false)
    {
        var utf8 = Schema.Type is ColumnType.Text ? System.Text.Encoding.UTF8.GetBytes(value.Text ?? "") : [];
        var (low, high) = (0, EmptyCode);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            var order = Schema.Type switch
            {
                ColumnType.Text => Utf8(middle).SequenceCompareTo(utf8),
                ColumnType.Number => CompareReal(Value(middle).Real, value.Real),
                _ => Value(middle).Number.CompareTo(value.Number),
            };
            if (order < 0 || (orEqual && order == 0))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // How many different texts are smaller than everything that begins like this, or than what comes after all that.
    public int CodeOfPrefix(ReadOnlySpan<byte> prefix, bool after)
    {
        var (low, high) = (0, EmptyCode);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            var text = Utf8(middle);
            var order = text[..Math.Min(text.Length, prefix.Length)].SequenceCompareTo(prefix);
            if (order < 0 || (after && order == 0))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    public ReadOnlySpan<byte> Utf8(int code)
    {
        var offsets = (long*)_values;
        var texts = (byte*)(offsets + EmptyCode + 1);
        return new ReadOnlySpan<byte>(texts + offsets[code], checked((int)(offsets[code + 1] - offsets[code])));
    }

    public CellValue Value(int code) => StorageOf(Schema) switch
    {
        IndexStorage.Wide => CellValue.Of(((Int128*)_values)[code]),
        IndexStorage.Real => CellValue.OfReal(((double*)_values)[code]),
        _ => CellValue.Of(((long*)_values)[code]),
    };

    public static IndexStorage StorageOf(ColumnSchema column) => column.Type switch
    {
        ColumnType.Text => IndexStorage.Text,
        ColumnType.Number => IndexStorage.Real,
        ColumnType.Decimal when column.Precision > 18 => IndexStorage.Wide,
        _ => IndexStorage.Whole,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Keep<T>(Span<int> rows, ReadOnlySpan<T> codes, uint from, uint length)
        where T : unmanaged, IBinaryInteger<T>
    {
        var kept = 0;
        foreach (var row in rows)
        {
            rows[kept] = row;
            kept += uint.CreateTruncating(codes[row]) - from < length ? 1 : 0;
        }

        return kept;
    }

    // As DuckDB: what is not a number is the greatest.
    public static int CompareReal(double left, double right) =>
        double.IsNaN(left) ? (double.IsNaN(right) ? 0 : 1) : double.IsNaN(right) ? -1 : left.CompareTo(right);
}

internal enum IndexStorage
{
    Whole,
    Wide,
    Real,
    Text,
}

using System.Diagnostics.CodeAnalysis;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows.Index;

// A column of few different values, read in the order of the file: the values are numbered as they are met, then sorted, and
// the rows are laid out by counting. Several times cheaper than sorting all cells; given up when the values become many.
internal sealed class FewValuesColumn(ColumnSchema column, IndexColumnWriter to)
{
    private const int ValuesMax = ushort.MaxValue;
    private const int TextBytesMax = 32 << 20;

    private readonly Dictionary<Int128, int> _keys = [];
    private readonly Dictionary<byte[], int> _texts = new(Utf8Comparer.Instance);
    private long _textBytes;

    public int RowsAdded { get; private set; }

    // False when there are too many values.
    public bool Add(VectorReader cells, int count)
    {
        var codes = to.Codes;
        var texts = _texts.GetAlternateLookup<ReadOnlySpan<byte>>();
        for (var row = 0; row < count; row++)
        {
            codes[RowsAdded++] = cells.IsNull(row) ? ValuesMax + 1
                : column.Type is ColumnType.Text ? NumberOf(texts, cells.GetUtf8(row))
                : NumberOf(IndexKey.Of(column, cells, row));
        }

        return _keys.Count + _texts.Count <= ValuesMax && _textBytes <= TextBytesMax;
    }

    public void End()
    {
        var codeOf = column.Type is ColumnType.Text ? SortTexts() : SortKeys();
        codeOf[ValuesMax + 1] = to.ValueCount;
        var codes = to.Codes;
        var starts = new int[to.ValueCount + 2];
        foreach (ref var code in codes)
        {
            code = codeOf[code];
            starts[code + 1]++;
        }

        for (var code = 0; code <= to.ValueCount; code++)
        {
            starts[code + 1] += starts[code];
        }

        var order = to.Order;
        for (var row = 0; row < codes.Length; row++)
        {
            order[starts[codes[row]]++] = row;
        }
    }

    private int NumberOf(Int128 key)
    {
        if (!_keys.TryGetValue(key, out var number))
        {
            number = Math.Min(_keys.Count, ValuesMax);
            _keys.Add(key, number);
        }

        return number;
    }

    private int NumberOf(Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> texts, ReadOnlySpan<byte> text)
    {
        if (!texts.TryGetValue(text, out var number))
        {
            number = Math.Min(_texts.Count, ValuesMax);
            texts.TryAdd(text, number);
            _textBytes += text.Length;
        }

        return number;
    }

    private int[] SortTexts()
    {
        var sorted = _texts.OrderBy(text => text.Key, Utf8Comparer.Instance).ToArray();
        var codeOf = new int[ValuesMax + 2];
        foreach (var (text, number) in sorted)
        {
            codeOf[number] = to.ValueCount;
            to.AddValue(text);
        }

        return codeOf;
    }

    private int[] SortKeys()
    {
        var sorted = _keys.ToArray();
        Array.Sort(sorted, (left, right) => IndexKey.Compare(column, left.Key, right.Key));
        var codeOf = new int[ValuesMax + 2];
        foreach (var (key, number) in sorted)
        {
            codeOf[number] = to.ValueCount;
            IndexKey.Write(column, key, to);
        }

        return codeOf;
    }

    // Texts by their bytes, found without making an array of each.
    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>, IComparer<byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] text) => GetHashCode(text.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public int Compare(byte[]? left, byte[]? right) => left.AsSpan().SequenceCompareTo(right);
    }
}

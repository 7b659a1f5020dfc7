using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows.Index;

// A column of many values, sorted by DuckDB: cells come by value, empty ones last, ties by row.
internal sealed class SortedColumn(ColumnSchema column, IndexColumnWriter to)
{
    private byte[] _lastText = [];
    private int _lastTextLength;
    private Int128 _lastKey;
    private bool _hasEmpty;

    public int RowsAdded { get; private set; }

    public void Add(VectorReader cells, VectorReader positions, int count)
    {
        var order = to.Order;
        var codes = to.Codes;
        for (var row = 0; row < count; row++)
        {
            if (cells.IsNull(row))
            {
                _hasEmpty = true;
            }
            else if (column.Type is ColumnType.Text)
            {
                AddText(cells.GetUtf8(row));
            }
            else
            {
                AddKey(IndexKey.Of(column, cells, row));
            }

            // Empty cells come when the count of values is final.
            var position = checked((int)positions.GetInt64(row));
            codes[position] = _hasEmpty ? to.ValueCount : to.ValueCount - 1;
            order[RowsAdded++] = position;
        }
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        if (to.ValueCount > 0 && text.SequenceEqual(_lastText.AsSpan(0, _lastTextLength)))
        {
            return;
        }

        if (text.Length > _lastText.Length)
        {
            _lastText = new byte[Math.Max(text.Length, 256)];
        }

        text.CopyTo(_lastText);
        _lastTextLength = text.Length;
        to.AddValue(text);
    }

    private void AddKey(Int128 key)
    {
        if (to.ValueCount == 0 || key != _lastKey)
        {
            _lastKey = key;
            IndexKey.Write(column, key, to);
        }
    }
}

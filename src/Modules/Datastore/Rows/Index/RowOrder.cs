namespace Gongxin.Datastore.Rows.Index;

// The order of a plan over the rows of an index: by codes, empty cells last either way, ties by row.
internal sealed class RowOrder
{
    private readonly (IndexColumn Column, bool Descending)[] _keys;

    public RowOrder(RowIndex index, IReadOnlyList<PlanSort> sorts)
        : this([.. sorts.Select(sort => (index.Columns[sort.Position], sort.Descending))])
    {
    }

    private RowOrder((IndexColumn Column, bool Descending)[] keys) => _keys = keys;

    public int KeyCount => _keys.Length;
    public IndexColumn FirstColumn => _keys[0].Column;
    public bool FirstDescends => _keys[0].Descending;

    // The order among rows that are equal in the first key.
    public RowOrder Rest => new(_keys[1..]);

    public int Compare(int left, int right)
    {
        foreach (var (column, descending) in _keys)
        {
            var (a, b) = (column.Code(left), column.Code(right));
            if (a != b)
            {
                var isLast = descending && (a == column.EmptyCode || b == column.EmptyCode);
                return (a < b) == (descending && !isLast) ? 1 : -1;
            }
        }

        return left.CompareTo(right);
    }

    // Moves the rows that do not come after this one by their first key to the front and gives their number.
    public int KeepNotAfter(int last, Span<int> rows)
    {
        if (_keys.Length == 0)
        {
            return rows.Length;
        }

        var (column, descending) = _keys[0];
        var code = column.Code(last);
        return (descending, code == column.EmptyCode) switch
        {
            (_, true) => rows.Length,
            (true, _) => column.Keep(rows, code, column.EmptyCode),
            _ => column.Keep(rows, 0, code + 1),
        };
    }
}

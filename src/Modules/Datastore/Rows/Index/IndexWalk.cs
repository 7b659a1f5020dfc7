namespace Gongxin.Datastore.Rows.Index;

// Walks along the order of the first sorted column and takes the rows that pass, until the page is full. Where more columns
// are sorted, the rows that are equal in the first are put in order among themselves.
internal sealed class IndexWalk(RowOrder order, RowMatches matches, CodeSet? range, int needed, int? after)
{
    private readonly IndexColumn _column = order.FirstColumn;
    private readonly List<int> _rows = [];

    public List<int> Rows(CancellationToken ct)
    {
        foreach (var (from, to) in Stretches())
        {
            if (order.FirstDescends || order.KeyCount > 1)
            {
                WalkByCode(from, to, ct);
            }
            else
            {
                Walk(from, to, ct);
            }

            if (_rows.Count == needed)
            {
                break;
            }
        }

        return _rows;
    }

    // Ranges of codes in the order's direction, what comes before the cursor's row left out; empty cells are last either way.
    private IEnumerable<(int From, int To)> Stretches()
    {
        var empty = _column.EmptyCode;
        var begin = after is { } row ? _column.Code(row) : (int?)null;
        var ranges = range?.Ranges ?? [(0, empty + 1)];
        if (!order.FirstDescends)
        {
            return ranges.Select(r => (From: Math.Max(r.From, begin ?? 0), r.To)).Where(r => r.From < r.To);
        }

        var end = begin is { } code && code < empty ? code + 1 : empty;
        var filled = begin == empty ? [] : ranges.Reverse().Select(r => (r.From, To: Math.Min(r.To, end))).Where(r => r.From < r.To);
        return ranges.Any(r => r.To == empty + 1) ? filled.Append((empty, empty + 1)) : filled;
    }

    private void WalkByCode(int from, int to, CancellationToken ct)
    {
        var (low, high) = (_column.RankOf(from), _column.RankOf(to));
        while (low < high && _rows.Count < needed)
        {
            var code = _column.Code(_column.Order[order.FirstDescends ? high - 1 : low]);
            var (runFrom, runTo) = order.FirstDescends
                ? (Math.Max(low, RunStart(code, high)), high)
                : (low, Math.Min(high, RunEnd(code, low)));
            Take(runFrom, runTo, ct);
            (low, high) = order.FirstDescends ? (low, runFrom) : (runTo, high);
        }
    }

    private void Walk(int from, int to, CancellationToken ct)
    {
        var (low, high) = (_column.RankOf(from), _column.RankOf(to));
        TakeInOrder(low, high, ct);
    }

    // The rows of one value.
    private void Take(int from, int to, CancellationToken ct)
    {
        if (order.KeyCount == 1)
        {
            TakeInOrder(from, to, ct);
            return;
        }

        // All are equal in the first key; the cursor's row is among them or before them all.
        var isCursorHere = after is { } begin && _column.Code(begin) == _column.Code(_column.Order[from]);
        var top = new TopRows(order.Rest, needed - _rows.Count, isCursorHere ? after : null);
        Span<int> batch = stackalloc int[RowMatches.BatchRows];
        for (var rank = from; rank < to; rank += RowMatches.BatchRows)
        {
            top.Offer(Batch(batch, rank, to, ct));
        }

        _rows.AddRange(top.Take());
    }

    private void TakeInOrder(int from, int to, CancellationToken ct)
    {
        from = after is { } begin && from < to && order.Compare(_column.Order[from], begin) <= 0 ? FirstAfter(begin, from, to) : from;
        Span<int> batch = stackalloc int[RowMatches.BatchRows];
        for (var rank = from; rank < to && _rows.Count < needed; rank += RowMatches.BatchRows)
        {
            var rows = Batch(batch, rank, to, ct);
            _rows.AddRange(rows[..Math.Min(rows.Length, needed - _rows.Count)]);
        }
    }

    // The next rows of the order that pass.
    private Span<int> Batch(Span<int> batch, int rank, int end, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        batch = batch[..Math.Min(batch.Length, end - rank)];
        _column.Order.Slice(rank, batch.Length).CopyTo(batch);
        return batch[..matches.Keep(batch, range)];
    }

    private int FirstAfter(int begin, int low, int high)
    {
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (order.Compare(_column.Order[middle], begin) <= 0)
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

    // Most values are rare: looking at the neighbour first saves the search.
    private int RunEnd(int code, int from)
    {
        var ranks = _column.Order;
        return from + 1 == ranks.Length || _column.Code(ranks[from + 1]) != code ? from + 1 : _column.RankOf(code + 1);
    }

    private int RunStart(int code, int to)
    {
        var ranks = _column.Order;
        return to == 1 || _column.Code(ranks[to - 2]) != code ? to - 1 : _column.RankOf(code);
    }
}

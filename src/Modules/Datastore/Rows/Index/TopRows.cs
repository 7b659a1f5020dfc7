namespace Gongxin.Datastore.Rows.Index;

// The first rows of an order among all that are offered: a heap whose top is the last of those kept.
internal sealed class TopRows(RowOrder order, int max, int? after)
{
    private readonly List<int> _heap = [];

    // The rows are moved about.
    public void Offer(Span<int> rows)
    {
        if (_heap.Count == max)
        {
            rows = rows[..order.KeepNotAfter(_heap[0], rows)];
        }

        foreach (var row in rows)
        {
            Offer(row);
        }
    }

    private void Offer(int row)
    {
        if (after is { } begin && order.Compare(row, begin) <= 0)
        {
            return;
        }

        if (_heap.Count < max)
        {
            _heap.Add(row);
            Rise(_heap.Count - 1);
        }
        else if (order.Compare(row, _heap[0]) < 0)
        {
            _heap[0] = row;
            Sink();
        }
    }

    public List<int> Take()
    {
        var rows = new List<int>(_heap);
        rows.Sort(order.Compare);
        _heap.Clear();
        return rows;
    }

    private void Rise(int at)
    {
        for (var parent = (at - 1) / 2; at > 0 && order.Compare(_heap[at], _heap[parent]) > 0; at = parent, parent = (at - 1) / 2)
        {
            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
        }
    }

    private void Sink()
    {
        for (var at = 0; ;)
        {
            var (left, right) = ((2 * at) + 1, (2 * at) + 2);
            var last = left < _heap.Count && order.Compare(_heap[left], _heap[at]) > 0 ? left : at;
            last = right < _heap.Count && order.Compare(_heap[right], _heap[last]) > 0 ? right : last;
            if (last == at)
            {
                return;
            }

            (_heap[at], _heap[last]) = (_heap[last], _heap[at]);
            at = last;
        }
    }
}

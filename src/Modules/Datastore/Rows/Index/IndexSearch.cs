namespace Gongxin.Datastore.Rows.Index;

// Finds the rows of a page, one more than it holds, and the exact total, in the cheapest of three ways: along the file,
// along the order of the sorted column, or among all matches.
internal sealed class IndexSearch
{
    private readonly RowIndex _index;
    private readonly RowPlan _plan;
    private readonly IReadOnlyList<CodeSet> _sets;
    private readonly RowMatches _matches;
    private readonly RowOrder _order;
    private readonly int? _after;
    private readonly int _needed;

    public IndexSearch(RowIndex index, RowPlan plan, IReadOnlyList<CodeSet> sets, int? after, int skipped = 0)
    {
        (_index, _plan, _sets, _after) = (index, plan, sets, after);
        _matches = new RowMatches(index, sets);
        _order = new RowOrder(index, plan.Sort);
        _needed = plan.Limit + 1 + skipped;
    }

    public (List<int> Rows, long Total) Find(long? known, CancellationToken ct)
    {
        var total = _matches.IsCounted ? _matches.CountMax : known;
        if (_plan.Limit == 0 || total == 0)
        {
            return ([], total ?? _matches.Count(ct));
        }

        // Whoever jumps to all matches to count them picks the first of them on the way.
        if (total is null && _matches.IsJumping)
        {
            return AllMatches(ct);
        }

        total ??= _matches.Count(ct);
        if (total == 0)
        {
            return ([], 0);
        }

        if (_matches.Cost <= CostAlong(total.Value))
        {
            return AllMatches(ct);
        }

        return (_plan.Sort.Count == 0 ? _matches.FirstFrom(_after + 1 ?? 0, _needed, ct) : Walk(ct), total.Value);
    }

    private CodeSet? FirstRange => _sets.FirstOrDefault(set => set.Column == _order.FirstColumn);

    // How many rows are passed on the way to a full page; with several keys the rows of a whole value are looked at together.
    private long CostAlong(long total)
    {
        if (_plan.Sort.Count == 0)
        {
            return _needed * ((_index.RowCount / total) + 1);
        }

        var rows = FirstRange?.Count ?? _index.RowCount;
        var together = _order.KeyCount > 1 ? _index.RowCount / (_order.FirstColumn.EmptyCode + 1) : 0;
        return ((_needed * ((rows / total) + 1)) + together) * RowMatches.JumpCost;
    }

    private List<int> Walk(CancellationToken ct) => new IndexWalk(_order, _matches, FirstRange, _needed, _after).Rows(ct);

    private (List<int> Rows, long Total) AllMatches(CancellationToken ct)
    {
        var top = new TopRows(_order, _needed, _after);
        var total = 0L;
        _matches.ForEach(rows =>
        {
            total += rows.Length;
            top.Offer(rows);
        }, ct);
        return (top.Take(), total);
    }
}

using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Rows.Index;

// Answers a page of rows and its exact total from an index.
internal sealed class IndexPages(RowIndex index, AnswerCache cache)
{
    // Rows that are passed over are collected first: beyond this DuckDB does it, which may use its disk.
    private const int OffsetMax = 1_000_000;

    // False when the plan asks for something that an index does not know (groups, words, patterns).
    public bool TryRead(RowPlan plan, RowQuery query, RowAnswer answer, CancellationToken ct)
    {
        var isPlain = !plan.IsFiltered && plan.Sort.Count == 0;
        if (plan.IsGrouped || plan.Words.Count > 0 || (plan.Offset > OffsetMax && !isPlain) || CodeSet.Of(index, plan) is not { } sets)
        {
            return false;
        }

        var after = RowCursor.Read(plan.Version, query) is { } number ? RowOf(number)
            : isPlain && plan.Offset > 0 ? (int)Math.Min(plan.Offset, index.RowCount) - 1
            : (int?)null;
        var skipped = isPlain ? 0 : (int)plan.Offset;
        var found = new IndexSearch(index, plan, sets, after, skipped).Find(Known(plan), ct);
        found.Rows.RemoveRange(0, Math.Min(skipped, found.Rows.Count));
        Keep(plan, found.Total);
        var written = 0;
        while (written < found.Rows.Count && written < plan.Limit && (written == 0 || !answer.IsFull))
        {
            var row = found.Rows[written++];
            answer.Add(new IndexCells(index, plan.Output, row), index.RowNumbers[row]);
        }

        var isCut = written > 0 && written < found.Rows.Count;
        answer.End(found.Total, isCut ? RowCursor.Write(plan.Version, query, index.RowNumbers[found.Rows[written - 1]]) : null);
        return true;
    }

    private int RowOf(long number)
    {
        var row = index.RowNumbers.BinarySearch(number);
        return row >= 0 ? row : throw DatastoreRefusals.BadCursor();
    }

    // Only filters on several columns are counted by looking at rows.
    private long? Known(RowPlan plan) => plan.Filters.Count < 2 ? null : cache.Total(KeyOf(plan));

    private void Keep(RowPlan plan, long total)
    {
        if (plan.Filters.Count > 1)
        {
            cache.KeepTotal(KeyOf(plan), total);
        }
    }

    private static string KeyOf(RowPlan plan) => plan.Version.Digest + RowSql.Where(plan);
}

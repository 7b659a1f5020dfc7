using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Rows.Index;

// Answers a page of rows and its exact total from an index.
internal sealed class IndexPages(RowIndex index, AnswerCache cache)
{
    // False when the plan asks for something that an index does not know (groups, words, patterns).
    public bool TryRead(RowPlan plan, RowQuery query, RowAnswer answer, CancellationToken ct)
    {
        if (plan.IsGrouped || plan.Words.Count > 0 || CodeSet.Of(index, plan) is not { } sets)
        {
            return false;
        }

        var after = RowCursor.Read(plan.Version, query) is { } number ? RowOf(number) : (int?)null;
        var found = new IndexSearch(index, plan, sets, after).Find(Known(plan), ct);
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

using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;

namespace Gongxin.Datastore.Rows;

// Reads one page of rows and the exact total of the query.
internal sealed class RowPages(DuckDBConnection connection, AnswerCache cache)
{
    public void Read(RowPlan plan, RowQuery query, RowAnswer answer, CancellationToken ct)
    {
        var after = RowCursor.Read(plan.Version, query) is { } begin ? After(plan, begin, ct) : null;
        var (read, last) = plan.Limit == 0 ? default : ReadPage(plan, after, answer, ct);
        var isWhole = after is null && last is null && plan.Limit > 0 && plan.Offset == 0;
        answer.End(isWhole ? read : Total(plan, ct), last is { } end ? RowCursor.Write(plan.Version, query, end) : null);
    }

    // How many rows were read and, when more follow, the last of them. One row more than the page holds is asked for, so
    // that a full last page has no cursor to nowhere.
    private (int Read, long? Last) ReadPage(RowPlan plan, string? after, RowAnswer answer, CancellationToken ct)
    {
        var (read, last) = (0, 0L);
        using var reader = connection.Read(RowSql.Page(plan, after, plan.Limit + 1), ct);
        while (reader.ReadChunk(ct))
        {
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                if (read == plan.Limit || (read > 0 && answer.IsFull))
                {
                    return (read, last);
                }

                var number = reader.Vector(0).GetInt64(row);
                answer.Add(new ChunkCells(plan.Output, reader, 1, row), number);
                (read, last) = (read + 1, number);
            }
        }

        return (read, null);
    }

    private string After(RowPlan plan, long row, CancellationToken ct)
    {
        if (plan.Sort.Count == 0)
        {
            return RowSql.After(plan, [], row);
        }

        using var reader = connection.Read(RowSql.SortKeys(plan, row), ct);
        if (!reader.ReadChunk(ct))
        {
            throw DatastoreRefusals.BadCursor();
        }

        return RowSql.After(plan, [.. plan.Sort.Select((sort, at) => CellReader.Value(plan.Column(sort.Position), reader.Vector(at), 0))], row);
    }

    private long Total(RowPlan plan, CancellationToken ct)
    {
        if (!plan.IsFiltered)
        {
            return plan.Version.RowCount;
        }

        var key = plan.Version.Digest + RowSql.Where(plan);
        if (cache.Total(key) is { } known)
        {
            return known;
        }

        using var reader = connection.Read(RowSql.Count(plan), ct);
        reader.ReadChunk(ct);
        var total = reader.Vector(0).GetInt64(0);
        cache.KeepTotal(key, total);
        return total;
    }
}

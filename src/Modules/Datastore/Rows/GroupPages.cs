using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;

namespace Gongxin.Datastore.Rows;

// Reads one page of groups and their exact number. A version does not change and the order of groups is total, so the
// cursor is simply how many groups came before.
internal static class GroupPages
{
    public static void Read(DuckDBConnection connection, RowPlan plan, RowQuery query, RowAnswer answer, CancellationToken ct)
    {
        var offset = RowCursor.Read(plan.Version, query) ?? 0;
        var (read, total) = (0, 0L);
        using var reader = connection.Read(RowSql.Groups(plan, offset, Math.Max(1, plan.Limit)), ct);
        while (reader.ReadChunk(ct))
        {
            total = reader.Vector(plan.Output.Count).GetInt64(0);
            for (var row = 0; row < reader.ChunkRowCount && read < plan.Limit && !answer.IsFull; row++)
            {
                answer.Add(new ChunkCells(plan.Output, reader, 0, row), null);
                read++;
            }
        }

        if (read == 0 && offset > 0)
        {
            throw DatastoreRefusals.BadCursor();
        }

        var end = offset + read;
        answer.End(total, read > 0 && end < total ? RowCursor.Write(plan.Version, query, end) : null);
    }
}

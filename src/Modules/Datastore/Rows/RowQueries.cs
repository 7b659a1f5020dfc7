using System.Buffers;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows.Index;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Datastore.Rows;

internal sealed class RowQueries(QueryConnections connections, RowIndexes indexes, AnswerCache cache, QueryLimits limits) : IRowQueries
{
    private const int TopMax = 1000;

    public RowQuery Parse(TableSchema schema, IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        RowQueryParser.Parse(schema, parameters);

    public string TagOf(StoredVersion version, RowQuery query) => RowCursor.TagOf(version, query);

    public void Prepare(StoredVersion version) => indexes.Borrow(version)?.Dispose();

    public async Task<ReadOnlyMemory<byte>> ReadJsonAsync(StoredVersion version, RowQuery query, CancellationToken ct)
    {
        var tag = TagOf(version, query);
        if (cache.Answer(tag) is { } known)
        {
            return known;
        }

        var bytes = new ArrayBufferWriter<byte>();
        var plan = RowPlanner.Plan(version, query);
        using (var answer = new JsonAnswer(bytes, plan.Output, limits.PageBytes))
        {
            await ReadAsync(plan, query, answer, ct);
        }

        if (bytes.WrittenCount <= limits.CachedAnswerBytes)
        {
            cache.KeepAnswer(tag, bytes.WrittenSpan.ToArray());
        }

        return bytes.WrittenMemory;
    }

    public async Task<RowPage> ReadAsync(StoredVersion version, RowQuery query, CancellationToken ct)
    {
        var plan = RowPlanner.Plan(version, query);
        var answer = new TextAnswer(plan, limits.PageBytes);
        await ReadAsync(plan, query, answer, ct);
        return answer.Page;
    }

    public Task<ColumnValues> ReadValuesAsync(StoredVersion version, string column, RowQuery query, int topMax, CancellationToken ct)
    {
        var plan = RowPlanner.Plan(version, RowQuery.Everything with { Filters = query.Filters, Words = query.Words, Select = [column] });
        var sql = RowSql.Values(plan, plan.Output[0].Column!.Value, Math.Clamp(topMax, 1, TopMax));
        return connections.RunAsync((connection, running) => ReadValues(connection, plan.Output[0].Schema, sql, running), ct);
    }

    private async Task ReadAsync(RowPlan plan, RowQuery query, RowAnswer answer, CancellationToken ct)
    {
        if (!TryReadIndex(plan, query, answer, ct))
        {
            await connections.RunAsync((connection, running) => Read(connection, plan, query, answer, running), ct);
        }
    }

    private bool TryReadIndex(RowPlan plan, RowQuery query, RowAnswer answer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var index = indexes.Borrow(plan.Version);
        return index?.Index is { } open && new IndexPages(open, cache).TryRead(plan, query, answer, ct);
    }

    private bool Read(DuckDBConnection connection, RowPlan plan, RowQuery query, RowAnswer answer, CancellationToken ct)
    {
        if (plan.IsGrouped)
        {
            GroupPages.Read(connection, plan, query, answer, ct);
        }
        else
        {
            new RowPages(connection, cache).Read(plan, query, answer, ct);
        }

        return true;
    }

    private static ColumnValues ReadValues(DuckDBConnection connection, ColumnSchema column, string sql, CancellationToken ct)
    {
        var top = new List<ValueCount>();
        var (distinct, rows, empty) = (0L, 0L, 0L);
        using var reader = connection.Read(sql, ct);
        while (reader.ReadChunk(ct))
        {
            (distinct, rows, empty) = (reader.Vector(2).GetInt64(0), reader.Vector(3).GetInt64(0), reader.Vector(4).GetInt64(0));
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                if (CellReader.Text(column, reader.Vector(0), row) is { } value)
                {
                    top.Add(new ValueCount(value, reader.Vector(1).GetInt64(row)));
                }
            }
        }

        return new ColumnValues(column.Name, top, distinct, rows, empty);
    }
}

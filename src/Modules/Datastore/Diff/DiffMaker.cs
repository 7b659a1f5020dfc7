using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;

namespace Gongxin.Datastore.Diff;

// Works differences out into a file: row numbers and which cells differ, in order, with the counts in the file's metadata. Cells
// themselves are read from the versions when they are shown.
internal sealed class DiffMaker(DuckDbInstance duckDb, DiffLimits limits, TimeProvider clock) : IDisposable
{
    private readonly QueryConnections _connections = new(duckDb, limits.Queries, clock);

    public Task<ExportResult> MakeAsync(DiffPlan plan, string file) =>
        _connections.RunAsync((connection, running) => Make(connection, plan, file, running), CancellationToken.None);

    public void Dispose() => _connections.Dispose();

    private static ExportResult Make(DuckDBConnection connection, DiffPlan plan, string file, CancellationToken ct)
    {
        try
        {
            var summary = Find(connection, plan, ct);
            connection.Execute(DiffSql.Keep(file, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web)), ct);
            using var content = File.OpenRead(file);
            return new ExportResult(summary.Total, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
        finally
        {
            foreach (var table in new[] { DiffSql.Differences, DiffSql.Repeated, DiffSql.Uneven })
            {
                connection.Execute($"DROP TABLE IF EXISTS {table}", CancellationToken.None);
            }
        }
    }

    private static DiffSummary Find(DuckDBConnection connection, DiffPlan plan, CancellationToken ct)
    {
        var sql = new DiffSql(plan);
        var unmatched = new DiffNotMatchable(0, 0, 0, 0);
        if (sql.IsKeyed)
        {
            unmatched = CountUnmatched(connection, plan, sql, ct);
            connection.Execute(sql.Match(AnyRepeated(unmatched)), ct);
        }
        else
        {
            connection.Execute(sql.NoMatches, ct);
        }

        if (!sql.IsKeyed || unmatched.Rows > 0)
        {
            var anyRepeated = AnyRepeated(unmatched);
            connection.Execute(sql.FindUneven(anyRepeated), ct);
            connection.Execute(sql.AddUneven("f", anyRepeated), ct);
            connection.Execute(sql.AddUneven("t", anyRepeated), ct);
        }

        return Count(connection, plan, sql, unmatched, ct);
    }

    private static DiffNotMatchable CountUnmatched(DuckDBConnection connection, DiffPlan plan, DiffSql sql, CancellationToken ct)
    {
        connection.Execute(plan.IsKeyUnique ? DiffSql.NoneRepeated(plan.Key.Count) : sql.FindRepeated, ct);
        var isAny = Number(connection, $"SELECT count(*) FROM {DiffSql.Repeated}", ct) > 0;
        return new DiffNotMatchable(
            Number(connection, sql.CountEmptyKeys("f"), ct),
            Number(connection, sql.CountEmptyKeys("t"), ct),
            isAny ? Number(connection, sql.CountRepeatedKeys("f"), ct) : 0,
            isAny ? Number(connection, sql.CountRepeatedKeys("t"), ct) : 0);
    }

    private static bool AnyRepeated(DiffNotMatchable unmatched) => unmatched.FromRepeatedKeys + unmatched.ToRepeatedKeys > 0;

    private static DiffSummary Count(DuckDBConnection connection, DiffPlan plan, DiffSql sql, DiffNotMatchable unmatched, CancellationToken ct)
    {
        using var reader = connection.Read(sql.Count, ct);
        reader.Read(ct);
        var (added, removed, changed) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        var compared = plan.Compared.Select((pair, at) => (pair, Cells: reader.GetInt64(3 + at))).ToDictionary(c => c.pair, c => c.Cells);
        var columns = plan.Pairs.Select(pair => new DiffColumn(pair.Name, compared.GetValueOrDefault(pair))).ToList();
        return new DiffSummary(
            plan.KeySource,
            [.. plan.Key.Select(pair => pair.Name)],
            plan.From.RowCount,
            plan.To.RowCount,
            added,
            removed,
            changed,
            plan.From.RowCount - removed - changed,
            columns.Sum(column => column.ChangedCells),
            columns,
            unmatched);
    }

    private static long Number(DuckDBConnection connection, string sql, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(ct), CultureInfo.InvariantCulture);
    }
}

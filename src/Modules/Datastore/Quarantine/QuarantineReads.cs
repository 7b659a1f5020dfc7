using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Http;

namespace Gongxin.Datastore.Quarantine;

internal sealed class QuarantineReads(QueryConnections connections) : IQuarantine
{
    public Task<PageOf<QuarantinedCell>> ReadAsync(string file, long after, int limit, CancellationToken ct) =>
        connections.RunAsync((connection, stop) => Read(connection, file, after, limit, stop), ct);

    private static PageOf<QuarantinedCell> Read(DuckDBConnection connection, string file, long after, int limit, CancellationToken ct)
    {
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM read_parquet(?)";
        count.Parameters.Add(new DuckDBParameter(file));
        var total = Convert.ToInt64(count.ExecuteScalar(ct), CultureInfo.InvariantCulture);

        using var select = connection.CreateCommand();
        select.CommandText = "SELECT \"row\", \"column\", code, text FROM read_parquet(?) LIMIT ? OFFSET ?";
        select.Parameters.Add(new DuckDBParameter(file));
        select.Parameters.Add(new DuckDBParameter((long)limit));
        select.Parameters.Add(new DuckDBParameter(after));
        var cells = new List<QuarantinedCell>();
        using var reader = select.ExecuteReader(ct);
        while (reader.Read(ct))
        {
            cells.Add(new QuarantinedCell(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        var end = after + cells.Count;
        return new PageOf<QuarantinedCell>(cells, total, end < total ? end.ToString(CultureInfo.InvariantCulture) : null);
    }
}

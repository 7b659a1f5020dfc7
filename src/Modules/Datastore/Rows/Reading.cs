using Gongxin.DuckDb;

namespace Gongxin.Datastore.Rows;

internal static class Reading
{
    // The command may go at once: the reader holds what it needs.
    public static DuckDBDataReader Read(this DuckDBConnection connection, string sql, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader(ct);
    }
}

using System.Data.Common;
using System.Globalization;
using Gongxin.Fixtures;
using Gongxin.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongxin.Site.Tests.Durability;

// The database of a node, looked at directly and past the program.
internal static class StoredRows
{
    public static async Task<DbConnection> OpenDatabaseAsync(this NodeFolder folder)
    {
        DbConnection connection = folder.Engine is Engine.Postgres
            ? new NpgsqlConnection(folder.Settings.Database)
            : new SqliteConnection($"Data Source={folder.Settings.SqliteFile};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<long> CountAsync(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, CultureInfo.InvariantCulture);
    }

    // The first column of every row.
    public static async Task<IReadOnlyList<TValue>> ReadAsync<TValue>(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<TValue>();
        while (await reader.ReadAsync())
        {
            values.Add(await reader.GetFieldValueAsync<TValue>(0));
        }

        return values;
    }

    public static async Task WriteAsync(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    // How often such an act stands in the ledger, numbered or on its way.
    public static async Task<long> ActsAsync(this DbConnection connection, string kind) =>
        await connection.CountAsync($"""SELECT COUNT(*) FROM ledger_entry WHERE "Kind" = '{kind}'""")
        + await connection.CountAsync($"""SELECT COUNT(*) FROM ledger_queue WHERE "Kind" = '{kind}'""");
}

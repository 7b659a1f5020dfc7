using System.Data.Common;
using System.Runtime.CompilerServices;
using Gongxin.Kernel.Blobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gongxin.Kernel.Data;

internal sealed class SqliteDialect : Dialect
{
    private const string FileName = "gongxin.db";

    // 64 MB instead of 2: the pages that many rows are sorted into are read and spilled again and again otherwise, and copied back from
    // the log after each batch, though the next one changes them again. It stays with the connection, for the next batch finds them
    // there; few connections write in bulk.
    private const string WriterCache = "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16384";

    // 16 MB: the pages that a lookup goes through stay with the connection until somebody writes.
    private const string ReaderCache = "PRAGMA cache_size=-16384";

    // Connections that have that of writers.
    private static readonly ConditionalWeakTable<object, object> Writers = [];

    // SQLITE_CONSTRAINT_PRIMARYKEY.
    private const int PrimaryKeyTaken = 1555;

    public static SqliteDialect Instance { get; } = new();

    public override Task LockAsync(PlatformDb db, string name, CancellationToken ct)
    {
        // BeginTransaction takes the write lock at once (BEGIN IMMEDIATE), so there is nobody to wait for.
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A lock needs a transaction.");
        }

        return Task.CompletedTask;
    }

    public override bool IsKeyTaken(DbUpdateException failure) =>
        failure.InnerException is SqliteException { SqliteExtendedErrorCode: PrimaryKeyTaken };

    public override async Task FreeMigrationLockAsync(PlatformDb db, CancellationToken ct)
    {
        var isThere = await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct);
        if (isThere > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", ct);
        }
    }

    public override async Task<long> BulkWriteAsync<T>(PlatformDb db, IEnumerable<T> rows, CancellationToken ct)
    {
        var columns = ColumnsOf<T>(db);
        var connection = (SqliteConnection)await OpenAsync(db, ct);
        if (Writers.TryAdd(connection.Handle!, WriterCache))
        {
            await using var cache = connection.CreateCommand();
            cache.CommandText = WriterCache;
            await cache.ExecuteNonQueryAsync(ct);
        }

        await using var insert = connection.CreateCommand();
        insert.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        insert.CommandText =
            $"INSERT INTO \"{db.Model.FindEntityType(typeof(T))!.GetTableName()}\" "
            + $"({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })).ToArray();

        var count = 0L;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            }

            await insert.ExecuteNonQueryAsync(ct);
            count++;
        }

        return count;
    }

    internal override async Task TuneReaderAsync(DbConnection connection, CancellationToken ct)
    {
        await using var cache = connection.CreateCommand();
        cache.CommandText = ReaderCache;
        await cache.ExecuteNonQueryAsync(ct);
    }

    public override async Task BackUpAsync(PlatformDb db, string folder, CancellationToken ct)
    {
        var connection = (SqliteConnection)await OpenAsync(db, ct);
        await using var copy = new SqliteConnection($"Data Source={Path.Combine(folder, FileName)};Pooling=False");
        await copy.OpenAsync(ct);
        connection.BackupDatabase(copy);
    }

    public override async Task RestoreAsync(PlatformDb db, string folder, CancellationToken ct)
    {
        var target = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var temporary = target + ".part";
        await using (var source = File.OpenRead(Path.Combine(folder, FileName)))
        await using (var copy = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await source.CopyToAsync(copy, ct);
            copy.Flush(flushToDisk: true);
        }

        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        File.Move(temporary, target, overwrite: true);
        DurableFiles.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gongxin.Kernel.Data;

/// <summary>Everything that differs between SQLite and PostgreSQL, in one place.</summary>
public abstract class Dialect
{
    /// <summary>Rows written in one go by <see cref="BulkWriteAsync"/> before the source is asked again.</summary>
    public const int BulkRowsMax = 10_000;

    public static Dialect For(DatabaseFacade database) =>
        database.IsNpgsql() ? PostgresDialect.Instance : SqliteDialect.Instance;

    /// <summary>
    /// Makes this transaction the only holder of the named lock until it ends: advisory lock on PostgreSQL; on SQLite
    /// a write transaction is exclusive anyway, so it only makes sure that this is one.
    /// </summary>
    public abstract Task LockAsync(PlatformDb db, string name, CancellationToken ct);

    /// <summary>True when a row of the same primary key was there already.</summary>
    public abstract bool IsKeyTaken(DbUpdateException failure);

    /// <summary>
    /// Writes many rows without the change tracker, inside the current transaction: binary COPY on PostgreSQL, one
    /// prepared insert on SQLite. Values are converted as the entity's map says. Returns the number of rows.
    /// </summary>
    public abstract Task<long> BulkWriteAsync<T>(PlatformDb db, IEnumerable<T> rows, CancellationToken ct)
        where T : class;

    /// <summary>
    /// Takes away the lock that a process killed in the middle of a migration has left. Only for whoever knows that nobody
    /// else migrates; a server's locks end with their connection and need nothing.
    /// </summary>
    public abstract Task FreeMigrationLockAsync(PlatformDb db, CancellationToken ct);

    /// <summary>A consistent copy of the database in a folder, taken while others write.</summary>
    public abstract Task BackUpAsync(PlatformDb db, string folder, CancellationToken ct);

    /// <summary>True when there is no table yet, or no database at all.</summary>
    public virtual async Task<bool> IsEmptyAsync(PlatformDb db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        return !await creator.ExistsAsync(ct) || !await creator.HasTablesAsync(ct);
    }

    /// <summary>Brings back what <see cref="BackUpAsync"/> made, into an empty database, whole or not at all.</summary>
    public abstract Task RestoreAsync(PlatformDb db, string folder, CancellationToken ct);

    /// <summary>Readies a connection that stays open and reads single rows, one after the other.</summary>
    internal virtual Task TuneReaderAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    private protected static BulkColumn[] ColumnsOf<T>(PlatformDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
        return [.. entity.GetProperties().Where(p => !p.IsShadowProperty()).Select(p => new BulkColumn(p))];
    }

    private protected static async Task<DbConnection> OpenAsync(PlatformDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        return db.Database.GetDbConnection();
    }
}

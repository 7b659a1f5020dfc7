using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Data;

/// <summary>
/// A question that is asked thousands of times a second, by one key: EF translates it once for a node, and connections stay open that
/// have it prepared. Opening a connection, finding the translation and parsing the statement cost ten times what the read itself does.
/// </summary>
/// <param name="query">The question; the key is its only parameter.</param>
/// <param name="read">Makes a row of the columns in the order in which the question names them.</param>
public sealed class PreparedRead<TRow>(Func<PlatformDb, Guid, IQueryable<TRow>> query, Func<DbDataReader, TRow> read) : IDisposable
    where TRow : class
{
    // More are closed when they come back; a processor reads one row at a time.
    private static readonly int IdleMax = Environment.ProcessorCount * 2;

    private readonly ConcurrentBag<DbCommand> _idle = [];

    /// <summary>The first row, or null. Inside a transaction of the context it is read by the context, which sees what is not committed.</summary>
    public async ValueTask<TRow?> FirstAsync(PlatformDb db, Guid key, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await query(db, key).FirstOrDefaultAsync(ct);
        }

        if (_idle.TryTake(out var kept))
        {
            try
            {
                return await FirstAsync(kept, key, ct);
            }
            catch (DbException)
            {
                // The server may have closed it since; a new one tells whether the fault is one.
            }
        }

        return await FirstAsync(await OpenAsync(db, key, ct), key, ct);
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var command))
        {
            Close(command);
        }
    }

    private async ValueTask<TRow?> FirstAsync(DbCommand command, Guid key, CancellationToken ct)
    {
        TRow? first;
        try
        {
            command.Parameters[0].Value = key;
            await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
            first = await rows.ReadAsync(ct) ? read(rows) : null;
        }
        catch
        {
            Close(command);
            throw;
        }

        if (_idle.Count < IdleMax)
        {
            _idle.Add(command);
        }
        else
        {
            Close(command);
        }

        return first;
    }

    private async Task<DbCommand> OpenAsync(PlatformDb db, Guid key, CancellationToken ct)
    {
        await using var translated = query(db, key).CreateDbCommand();
        var connection = DbProviderFactories.GetFactory(db.Database.GetDbConnection())!.CreateConnection()!;
        connection.ConnectionString = db.Database.GetConnectionString();
        var command = connection.CreateCommand();
        try
        {
            await connection.OpenAsync(ct);
            await db.Dialect.TuneReaderAsync(connection, ct);
            command.CommandText = translated.CommandText;
            var parameter = command.CreateParameter();
            parameter.ParameterName = translated.Parameters.Cast<DbParameter>().Single().ParameterName;
            parameter.DbType = DbType.Guid;
            parameter.Value = key;
            command.Parameters.Add(parameter);
            await command.PrepareAsync(ct);
            return command;
        }
        catch
        {
            Close(command);
            throw;
        }
    }

    private static void Close(DbCommand command)
    {
        var connection = command.Connection;
        command.Dispose();
        connection?.Dispose();
    }
}

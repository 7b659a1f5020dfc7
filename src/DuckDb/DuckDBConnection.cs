using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Gongxin.DuckDb.Functions;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>A connection to the process's database. Cheap to open; for one thread at a time.</summary>
public sealed class DuckDBConnection(DuckDbInstance instance) : DbConnection
{
    private ConnectionHandle? _handle;
    private ulong _id;

    [AllowNull]
    public override string ConnectionString
    {
        get => "";
        set => throw new NotSupportedException("A connection belongs to an instance; it has no connection string.");
    }

    public override string Database => "memory";
    public override string DataSource => "";
    public override string ServerVersion => DuckDbInstance.LibraryVersion;
    public override ConnectionState State => _handle is null ? ConnectionState.Closed : ConnectionState.Open;

    /// <summary>How far the running query is; may be read from another thread. Needs <see cref="EnableProgress"/>.</summary>
    public QueryProgress QueryProgress
    {
        get
        {
            var progress = NativeMethods.QueryProgress(Handle);
            return new QueryProgress(progress.Percentage, (long)progress.RowsProcessed, (long)progress.TotalRows);
        }
    }

    public DuckDbInstance Instance => instance;

    internal ConnectionHandle Handle => _handle ?? throw new InvalidOperationException("The connection is not open.");

    /// <summary>What a managed callback threw while this connection ran a statement.</summary>
    internal CallbackFailure Failure { get; } = new();

    public override void Open()
    {
        if (_handle is not null)
        {
            throw new InvalidOperationException("The connection is open already.");
        }

        _handle = instance.Connect();
        NativeMethods.ConnectionGetClientContext(_handle, out var context);
        _id = NativeMethods.ClientContextGetConnectionId(context);
        NativeMethods.DestroyClientContext(ref context);
        instance.Track(_id, Failure);
    }

    public override void Close()
    {
        if (_handle is null)
        {
            return;
        }

        instance.Untrack(_id);
        _handle.Dispose();
        _handle = null;
    }

    /// <summary>Makes DuckDB keep count of progress for this connection (it prints nothing).</summary>
    public void EnableProgress() => Execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false");

    /// <summary>Stops the statement that runs on this connection; may be called from another thread.</summary>
    public void Interrupt() => NativeMethods.Interrupt(Handle);

    /// <summary>Runs statements without parameters and returns the rows changed by the last.</summary>
    public long Execute(string sql, CancellationToken ct = default)
    {
        using var command = CreateCommand();
        command.CommandText = sql;
        return command.Execute(ct);
    }

    public new DuckDBCommand CreateCommand() => new() { Connection = this };

    /// <summary>Fast typed inserts into a table.</summary>
    public DuckDBAppender CreateAppender(string table, string? schema = null, string? catalog = null) =>
        new(this, table, schema, catalog);

    public new DuckDBTransaction BeginTransaction() => new(this);

    public override void ChangeDatabase(string databaseName) => Execute("USE " + Sql.Name(databaseName));

    protected override DbCommand CreateDbCommand() => CreateCommand();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => isolationLevel switch
    {
        IsolationLevel.Unspecified or IsolationLevel.Snapshot => new DuckDBTransaction(this),
        _ => throw new NotSupportedException("DuckDB's transactions are snapshots."),
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }
}

/// <param name="Percentage">0–100, or -1 when nothing is known.</param>
public readonly record struct QueryProgress(double Percentage, long RowsProcessed, long TotalRows);

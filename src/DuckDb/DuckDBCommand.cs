using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>
/// One or more statements; parameters go to each that names them, the last one gives the result. A single statement stays
/// prepared between executions. The asynchronous forms run on the calling thread; their token interrupts DuckDB.
/// </summary>
public sealed class DuckDBCommand : DbCommand
{
    private string _text = "";
    private DuckDBConnection? _connection;
    private PreparedHandle? _prepared;

    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            Sql.RefuseNul(value ?? "");
            Forget();
            _text = value ?? "";
        }
    }

    public new DuckDBConnection? Connection
    {
        get => _connection;
        set
        {
            Forget();
            _connection = value;
        }
    }

    public new DuckDBParameterCollection Parameters { get; } = [];

    /// <summary>Reads the result while it is computed instead of holding all of it; the connection is busy until the reader is closed.</summary>
    public bool UseStreamingMode { get; set; }

    public override int CommandTimeout
    {
        get => 0;
        set => throw new NotSupportedException("A time limit is given by the cancellation token.");
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException("DuckDB's commands are SQL text.");
            }
        }
    }

    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => Connection = (DuckDBConnection?)value;
    }

    protected override DbParameterCollection DbParameterCollection => Parameters;
    protected override DbTransaction? DbTransaction { get; set; }

    private DuckDBConnection Owner => _connection ?? throw new InvalidOperationException("The command has no connection.");

    public override void Cancel() => _connection?.Interrupt();

    public override int ExecuteNonQuery() => (int)Math.Min(int.MaxValue, Execute(CancellationToken.None));

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        Task.FromResult((int)Math.Min(int.MaxValue, Execute(cancellationToken)));

    /// <summary>Runs the statements and returns the rows that the last one changed (or wrote, for COPY).</summary>
    public unsafe long Execute(CancellationToken ct = default)
    {
        using var result = Run(streaming: false, ct);
        return (long)NativeMethods.RowsChanged(result.Pointer);
    }

    public override object? ExecuteScalar() => ExecuteScalar(CancellationToken.None);

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ExecuteScalar(cancellationToken));

    public object? ExecuteScalar(CancellationToken ct)
    {
        using var reader = ExecuteReader(ct);
        return reader.Read(ct) ? reader.GetValue(0) : null;
    }

    public new DuckDBDataReader ExecuteReader() => ExecuteReader(CancellationToken.None);

    public DuckDBDataReader ExecuteReader(CancellationToken ct, CommandBehavior behavior = CommandBehavior.Default) =>
        new(Owner, Run(UseStreamingMode, ct), behavior.HasFlag(CommandBehavior.CloseConnection), ct);

    public override void Prepare()
    {
        using var statements = new ExtractedStatements(Owner, _text);
        if (statements.Count == 1)
        {
            _prepared ??= statements.Prepare(0);
        }
    }

    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(CancellationToken.None, behavior);

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        Task.FromResult<DbDataReader>(ExecuteReader(cancellationToken, behavior));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
        }

        base.Dispose(disposing);
    }

    private void Forget()
    {
        _prepared?.Dispose();
        _prepared = null;
    }

    private ResultHandle Run(bool streaming, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Owner.Failure.Clear();
        if (_prepared is not null)
        {
            return RunPrepared(_prepared, streaming, ct);
        }

        using var statements = new ExtractedStatements(Owner, _text);
        for (var index = 0; index < statements.Count - 1; index++)
        {
            using var statement = statements.Prepare(index);
            RunPrepared(statement, streaming: false, ct).Dispose();
        }

        var last = statements.Prepare(statements.Count - 1);
        if (statements.Count == 1)
        {
            _prepared = last;
            return RunPrepared(last, streaming, ct);
        }

        using (last)
        {
            return RunPrepared(last, streaming, ct);
        }
    }

    private ResultHandle RunPrepared(PreparedHandle statement, bool streaming, CancellationToken ct)
    {
        ParameterBinder.Bind(statement, Parameters);
        return StatementRun.Execute(Owner, statement, streaming, ct);
    }
}

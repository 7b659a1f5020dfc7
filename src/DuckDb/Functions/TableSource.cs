namespace Gongxin.DuckDb.Functions;

public sealed record TableSourceColumn(string Name, DuckDBScalarType Type);

/// <summary>Rows that managed code gives to DuckDB. A statement may bind a source more than once and scans it from the start each time.</summary>
public abstract class TableSource
{
    public abstract IReadOnlyList<TableSourceColumn> Columns { get; }

    /// <summary>How many rows a scan gives, when known: a hint for the planner.</summary>
    public virtual long? RowCount => null;

    public abstract TableScan OpenScan();
}

/// <summary>One pass over a source. DuckDB calls it from one thread at a time, and keeps the order of its rows.</summary>
public abstract class TableScan : IDisposable
{
    /// <summary>
    /// Writes up to <see cref="DuckDBChunk.RowsMax"/> rows into every column and returns their number; 0 ends the scan.
    /// What it throws fails the statement and is the inner exception of what the caller gets.
    /// </summary>
    public abstract int Fill(DuckDBChunk chunk);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A source that SQL can read until this is disposed.</summary>
public sealed class ExposedTable : IDisposable
{
    private readonly DuckDbInstance _instance;
    private readonly long _key;

    internal ExposedTable(DuckDbInstance instance, long key)
    {
        _instance = instance;
        _key = key;
    }

    /// <summary>What stands after FROM.</summary>
    public string Sql => FormattableString.Invariant($"{TableFunction.Name}({_key})");

    public void Dispose() => _instance.Withdraw(_key);
}

/// <summary>Carries an exception from a callback past native code to the connection whose statement called it.</summary>
internal sealed class CallbackFailure
{
    private Exception? _exception;

    /// <summary>Keeps the first: later ones are its consequences.</summary>
    internal void Record(Exception exception) => Interlocked.CompareExchange(ref _exception, exception, null);

    internal Exception? Take() => Interlocked.Exchange(ref _exception, null);

    internal void Clear() => Take();
}

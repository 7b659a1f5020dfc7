using System.Collections.Concurrent;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.DuckDb.Functions;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// The second pass: one thread reads and types, running ahead of DuckDB, which takes the batches as a table and writes
/// Parquet. The batches go round, and their bytes are bounded.
/// </summary>
internal sealed class TypingPass : TableSource, IDisposable
{
    private const int BatchesPerReport = 16;

    private readonly TabularTable _table;
    private readonly CellTyper[] _typers;
    private readonly IssueLog _issues;
    private readonly Action<long> _report;
    private readonly CancellationTokenSource _stop;
    private readonly BatchPool _pool;
    private readonly BlockingCollection<TypedBatch> _typed = [];
    private Task? _thread;

    /// <param name="report">Told now and then how many bytes of the file have been read.</param>
    public TypingPass(TabularTable table, TableSchema schema, IssueLog issues, Action<long> report, CancellationToken ct)
    {
        _table = table;
        _issues = issues;
        _report = report;
        _typers = [.. Enumerable.Range(0, schema.Columns.Count).Select(column => CellTyper.Of(schema, column))];
        Columns = [new(StoredTypes.RowColumn, DuckDBScalarType.BigInt), .. schema.Columns.Select(c => new TableSourceColumn(c.Name, StoredTypes.Of(c)))];
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _pool = new BatchPool(schema);
    }

    public override IReadOnlyList<TableSourceColumn> Columns { get; }
    public IReadOnlyList<ColumnCounts> Counts => [.. _typers.Select(typer => typer.Counts)];
    public PersonalDataScan PersonalData => new([.. _typers.SelectMany(typer => typer.PersonalData.Found())]);
    public long RowsRead { get; private set; }
    public long RowsRefused { get; private set; }

    public override TableScan OpenScan()
    {
        // The reader moves forward only, so the rows can be scanned once.
        _thread = _thread is null
            ? Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : throw new InvalidOperationException("The rows of a load are scanned once.");
        return new Scan(this);
    }

    public void Dispose()
    {
        _stop.Cancel();
        if (_thread is not null)
        {
            // Waits without throwing: whoever took the rows has had the exception.
            Task.WaitAny([_thread], CancellationToken.None);
        }

        _pool.Dispose();
        _typed.Dispose();
        _stop.Dispose();
    }

    // What it throws is thrown on by the thread that waits for the rows.
    private void Run()
    {
        try
        {
            using var reader = _table.OpenRows();
            reader.OnFinding = _issues.Add;
            for (var batches = 1L; TypeNext(reader); batches++)
            {
                if (batches % BatchesPerReport == 0)
                {
                    _report(reader.BytesRead);
                }
            }

            _issues.EndBatch();
            RowsRead = reader.RowsRead;
            RowsRefused = reader.RowsRefused;
        }
        finally
        {
            _typed.CompleteAdding();
        }
    }

    private bool TypeNext(RowReader reader)
    {
        var batch = _pool.Take(_stop.Token);
        if (!reader.Read(batch.Cells, _stop.Token))
        {
            return false;
        }

        for (var column = 0; column < _typers.Length; column++)
        {
            _typers[column].Type(batch.Cells, batch.Columns[column], _issues);
        }

        _issues.EndBatch();
        _pool.Count(batch);
        _typed.Add(batch, _stop.Token);
        return true;
    }

    private sealed class Scan(TypingPass pass) : TableScan
    {
        public override int Fill(DuckDBChunk chunk)
        {
            if (!pass._typed.TryTake(out var batch, Timeout.Infinite, pass._stop.Token))
            {
                pass._thread!.GetAwaiter().GetResult();
                return 0;
            }

            var rows = batch.CopyTo(chunk);
            pass._pool.GiveBack(batch);
            return rows;
        }
    }
}

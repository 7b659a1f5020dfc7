using System.Collections.Concurrent;
using Gongxin.DuckDb;

namespace Gongxin.Datastore.Rows;

// Runs queries, a bounded number at once and each for a bounded time, on threads of its own with a connection each: a
// query keeps its thread busy, and on the pool's threads it would hold up requests and the timers that end it.
internal sealed class QueryConnections(DuckDbInstance duckDb, QueryLimits limits, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(limits.Concurrent);
    private readonly BlockingCollection<Action<DuckDBConnection>> _work = [];
    private readonly List<Thread> _threads = [];
    private readonly Lock _lock = new();

    public async Task<T> RunAsync<T>(Func<DuckDBConnection, CancellationToken, T> query, CancellationToken ct)
    {
        if (!await _turns.WaitAsync(limits.Wait, ct))
        {
            throw DatastoreRefusals.Busy();
        }

        try
        {
            using var timeLimit = new CancellationTokenSource(limits.Run, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeLimit.Token);
            return await OnThread(query, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw DatastoreRefusals.TooExpensive();
        }
        catch (DuckDBException failure) when (failure.ErrorType is DuckDBErrorType.OutOfMemory)
        {
            throw DatastoreRefusals.TooExpensive();
        }
        catch (DuckDBException failure) when (failure.ErrorType is DuckDBErrorType.OutOfRange or DuckDBErrorType.Conversion)
        {
            throw DatastoreRefusals.NumberOverflow();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _work.Dispose();
        _turns.Dispose();
    }

    // A task run on the thread itself carries result, refusal or failure to the caller, who goes on on the pool.
    private async Task<T> OnThread<T>(Func<DuckDBConnection, CancellationToken, T> query, CancellationToken ct)
    {
        StartThreads();
        DuckDBConnection? given = null;
        var task = new Task<T>(() => query(given!, ct), CancellationToken.None, TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(connection =>
        {
            given = connection;
            task.RunSynchronously(TaskScheduler.Default);
        }, CancellationToken.None);
        return await task;
    }

    private void StartThreads()
    {
        lock (_lock)
        {
            while (_threads.Count < limits.Concurrent)
            {
                var thread = new Thread(Serve) { IsBackground = true, Name = "Gongxin query" };
                _threads.Add(thread);
                thread.Start();
            }
        }
    }

    private void Serve()
    {
        using var connection = duckDb.OpenConnection();
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work(connection);
        }
    }
}

using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>The statements of a command's text, prepared one by one because a later one may need what an earlier one creates.</summary>
internal sealed class ExtractedStatements : IDisposable
{
    private readonly DuckDBConnection _connection;
    private nint _extracted;

    internal ExtractedStatements(DuckDBConnection connection, string sql)
    {
        _connection = connection;
        Count = (int)NativeMethods.ExtractStatements(connection.Handle, sql, out _extracted);
        if (Count > 0)
        {
            return;
        }

        var error = NativeText.Of(NativeMethods.ExtractStatementsError(_extracted));
        Dispose();
        throw new DuckDBException(error ?? "The command has no statement.", DuckDBErrorType.Parser);
    }

    internal int Count { get; }

    internal PreparedHandle Prepare(int index)
    {
        if (NativeMethods.PrepareExtracted(_connection.Handle, _extracted, (ulong)index, out var statement) == NativeMethods.Success)
        {
            return statement;
        }

        using (statement)
        {
            var error = NativeText.Of(NativeMethods.PrepareError(statement)) ?? "The statement could not be prepared.";
            throw new DuckDBException(error, StatementRun.ErrorTypeOf(error), _connection.Failure.Take());
        }
    }

    public void Dispose()
    {
        if (_extracted != 0)
        {
            NativeMethods.DestroyExtracted(ref _extracted);
        }
    }
}

/// <summary>Executes a prepared statement so that a cancellation is never lost and a callback's exception is never hidden.</summary>
internal static unsafe class StatementRun
{
    private const int YieldsBeforeSleep = 100;

    internal static ResultHandle Execute(DuckDBConnection connection, PreparedHandle statement, bool streaming, CancellationToken ct)
    {
        // DuckDB forgets an interrupt when a statement begins. After the pending result exists the statement has begun,
        // so a token that is cancelled from here on always reaches it.
        var state = streaming
            ? NativeMethods.PendingPreparedStreaming(statement, out var pending)
            : NativeMethods.PendingPrepared(statement, out pending);
        try
        {
            if (state != NativeMethods.Success)
            {
                var error = NativeText.Of(NativeMethods.PendingError(pending)) ?? "The statement failed.";
                throw Failed(connection, error, ErrorTypeOf(error), ct);
            }

            return ExecutePending(connection, pending, ct);
        }
        finally
        {
            NativeMethods.DestroyPending(ref pending);
        }
    }

    internal static CancellationTokenRegistration InterruptOn(DuckDBConnection connection, CancellationToken ct) =>
        ct.UnsafeRegister(static handle => NativeMethods.Interrupt((ConnectionHandle)handle!), connection.Handle);

    internal static Exception Failed(DuckDBConnection connection, string message, DuckDBErrorType type, CancellationToken ct)
    {
        var failure = new DuckDBException(message, type, connection.Failure.Take());
        return ct.IsCancellationRequested && (type == DuckDBErrorType.Interrupt || failure.InnerException is OperationCanceledException)
            ? new OperationCanceledException("The statement was interrupted.", failure, ct)
            : failure;
    }

    // Neither preparing nor a pending statement gives an error number, but its message begins with the kind.
    internal static DuckDBErrorType ErrorTypeOf(string message) => message.AsSpan(0, Math.Max(0, message.IndexOf(':', StringComparison.Ordinal))) switch
    {
        "Parser Error" => DuckDBErrorType.Parser,
        "Binder Error" => DuckDBErrorType.Binder,
        "Catalog Error" => DuckDBErrorType.Catalog,
        "IO Error" => DuckDBErrorType.IO,
        "Permission Error" => DuckDBErrorType.Permission,
        "Out of Range Error" => DuckDBErrorType.OutOfRange,
        "Conversion Error" => DuckDBErrorType.Conversion,
        "TransactionContext Error" => DuckDBErrorType.Transaction,
        "Constraint Error" => DuckDBErrorType.Constraint,
        "Invalid Input Error" => DuckDBErrorType.InvalidInput,
        "Out of Memory Error" => DuckDBErrorType.OutOfMemory,
        "INTERRUPT Error" => DuckDBErrorType.Interrupt,
        "FATAL Error" => DuckDBErrorType.Fatal,
        "INTERNAL Error" => DuckDBErrorType.Internal,
        _ => DuckDBErrorType.Invalid,
    };

    private static ResultHandle ExecutePending(DuckDBConnection connection, nint pending, CancellationToken ct)
    {
        var result = new ResultHandle();
        int state;
        using (InterruptOn(connection, ct))
        {
            if (!HelpUntilReady(pending))
            {
                // Executing it now would answer that it has failed, not how.
                var error = NativeText.Of(NativeMethods.PendingError(pending)) ?? "The statement failed.";
                result.Dispose();
                throw Failed(connection, error, ErrorTypeOf(error), ct);
            }

            state = NativeMethods.ExecutePending(pending, result.Pointer);
        }

        if (state == NativeMethods.Success)
        {
            return result;
        }

        using (result)
        {
            var message = NativeText.Of(NativeMethods.ResultError(result.Pointer)) ?? "The statement failed.";
            throw Failed(connection, message, (DuckDBErrorType)NativeMethods.ResultErrorType(result.Pointer), ct);
        }
    }

    // The caller's thread works like one of DuckDB's. Left alone with it, DuckDB would ask for tasks without pause while other
    // threads have them all, and so take a core from whoever fills a managed table.
    private static bool HelpUntilReady(nint pending)
    {
        for (var idle = 0; ;)
        {
            var state = NativeMethods.PendingExecuteTask(pending);
            switch (state)
            {
                case PendingState.NotReady:
                    idle = 0;
                    break;
                case PendingState.NoTasksAvailable when idle < YieldsBeforeSleep:
                    idle++;
                    Thread.Yield();
                    break;
                case PendingState.NoTasksAvailable:
                    Thread.Sleep(1);
                    break;
                default:
                    return state is PendingState.Ready;
            }
        }
    }
}

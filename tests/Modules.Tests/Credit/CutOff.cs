using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gongxin.Modules.Tests.Credit;

// The work ends before its n-th statement or commit, as when the process is killed there: what is not committed is gone.
internal sealed class CutOff : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _left = int.MaxValue;

    public int Cuts { get; private set; }

    // True when the work was cut off, false when it was over before.
    public async Task<bool> BeforeAsync(int statement, Func<Task> work)
    {
        _left = statement;
        try
        {
            await work();
            return false;
        }
        catch (Exception cut) when (cut is CutException or { InnerException: CutException })
        {
            Cuts++;
            return true;
        }
        finally
        {
            _left = int.MaxValue;
        }
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Count(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Count(result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Count(result));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Count(result));

    private T Count<T>(T result) => _left-- > 1 ? result : throw new CutException();

    private sealed class CutException : Exception;
}

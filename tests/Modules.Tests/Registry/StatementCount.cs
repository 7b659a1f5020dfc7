using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gongxin.Modules.Tests.Registry;

// Counts the queries that the database is asked.
internal sealed class StatementCount : DbCommandInterceptor
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return ValueTask.FromResult(result);
    }
}

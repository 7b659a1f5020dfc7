using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gongxin.Kernel.Data;

// Every change that this process commits begins a new revision; after the commit, so that whoever reads the number reads the
// change as well.
internal sealed class RevisionOfCommits(PublicRevision revision) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => revision.Advance();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        revision.Advance();
        return Task.CompletedTask;
    }

    // A single statement is saved without a transaction.
    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        revision.Advance();
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        revision.Advance();
        return ValueTask.FromResult(result);
    }
}

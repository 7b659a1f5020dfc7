using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gongxin.Kernel.Data;

// Every change that this process commits begins a new revision; after the commit, so that whoever reads the number reads the
// change as well.
internal sealed class RevisionOfCommits(PublicRevision revision) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Advance(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Advance(eventData.Context);
        return Task.CompletedTask;
    }

    // A single statement is saved without a transaction.
    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Advance(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Advance(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private void Advance(DbContext? db)
    {
        if (db is not PlatformDb { WritesUnseen: true })
        {
            revision.Advance();
        }
    }
}

using Gongxin.Kernel.Data;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Ledger.Keys;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Ledger;

/// <summary>
/// Takes what is queued into the tree: numbers, hashes, checkpoint and the emptied queue are one transaction under the
/// ledger's lock. So numbers have no gaps, several processes may run it at once, and a kill at any point leaves either
/// all of a batch or nothing of it.
/// </summary>
public sealed class LedgerSequencer(PlatformDb db, LedgerKeys keys, TimeProvider clock) : IJob
{
    public const int BatchMax = 4096;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        // Looked at without the lock, so that an idle node takes no write lock every second.
        var isNeeded = await db.Set<QueuedEntry>().AnyAsync(ct) || !await db.Set<LedgerCheckpoint>().AnyAsync(ct);
        var count = isNeeded ? await IntegrateAsync(ct) : 0;
        return count == BatchMax ? JobOutcome.More(count) : JobOutcome.Done(count);
    }

    /// <summary>Takes in everything that is queued now; for a command that wants to show numbers before it ends.</summary>
    public async Task IntegrateAllAsync(CancellationToken ct)
    {
        while ((await RunAsync(ct)).HasMore)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> IntegrateAsync(CancellationToken ct)
    {
        // An explicit transaction, because appending must be exclusive between processes.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Dialect.LockAsync(db, LedgerHead.LockName, ct);
        var head = await LedgerHead.LoadAsync(db, ct);
        var queued = await db.Set<QueuedEntry>().AsNoTracking().OrderBy(q => q.Id).Take(BatchMax).ToListAsync(ct);
        var isFirst = head.Key is null;
        if (queued.Count == 0 && !isFirst)
        {
            return 0;
        }

        var batch = new LedgerBatch(head.Frontier, clock);
        var signer = isFirst ? keys.First() : keys.Find(head.Key!) ?? throw KeyIsMissing(head.Key!.ShortId);
        if (isFirst)
        {
            batch.Append(KeyRecord.Of(KeyChange.First, signer, null, null));
        }

        foreach (var entry in queued)
        {
            batch.Append(entry);
        }

        await batch.WriteAsync(db, [signer], ct);
        var taken = queued.Select(q => q.Id).ToList();
        await db.Set<QueuedEntry>().Where(q => taken.Contains(q.Id)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return queued.Count;
    }

    private static InvalidOperationException KeyIsMissing(string id) =>
        new($"The private key {id} that signs the ledger is not in the key folder. Put it back, or replace it: gongxin key rotate --lost.");
}

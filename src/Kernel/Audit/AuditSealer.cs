using Gongxin.Kernel.Data;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Audit;

/// <summary>
/// Chains what was written since it last ran. Whoever writes an audit row waits for nobody: the row is committed with its
/// change, and one sealer at a time gives out numbers and hashes afterwards, in batches (decision 0019).
/// </summary>
public sealed class AuditSealer(PlatformDb db) : IJob
{
    public const int BatchMax = 2000;

    private const string LockName = "audit";

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        // Looked at without the lock, so that an idle node takes no write lock every second.
        var count = await db.Set<AuditEntry>().AnyAsync(a => a.Number == null, ct) ? await SealAsync(ct) : 0;
        return count == BatchMax ? JobOutcome.More(count) : JobOutcome.Done(count);
    }

    /// <summary>Seals everything that is there now; for a command that ends.</summary>
    public async Task SealAllAsync(CancellationToken ct)
    {
        while ((await RunAsync(ct)).HasMore)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> SealAsync(CancellationToken ct)
    {
        db.WritesUnseen = true;
        try
        {
            // An explicit transaction, because numbers must be given out by one process at a time.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.Dialect.LockAsync(db, LockName, ct);
            var head = await db.Set<AuditHead>().SingleOrDefaultAsync(ct);
            if (head is null)
            {
                head = AuditHead.First();
                db.Add(head);
            }

            var rows = await db.Set<AuditEntry>().Where(a => a.Number == null).OrderBy(a => a.Id).Take(BatchMax).ToListAsync(ct);
            foreach (var row in rows)
            {
                row.Seal(head.Number + 1, head.Hash);
                head.MoveTo(row.Number!.Value, row.Hash!);
            }

            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            db.ChangeTracker.Clear();
            return rows.Count;
        }
        finally
        {
            db.WritesUnseen = false;
        }
    }
}

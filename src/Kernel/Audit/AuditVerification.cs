using System.Runtime.CompilerServices;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Audit;

/// <summary>
/// Walks the audit trail and names every row that was changed, taken away or put in. Each row is compared with its own hash
/// and with what the row after it remembers of it, so a fault accuses the row it is in and not those after it.
/// </summary>
public sealed class AuditVerification(PlatformDb db) : IVerification
{
    private const int Step = 10_000;

    // Rows of a transaction that lasted are sealed after younger ones; more than this no transaction lasts.
    private static readonly TimeSpan LateMax = TimeSpan.FromDays(1);

    public string Name => "audit";

    public async IAsyncEnumerable<VerificationFault> RunAsync(IProgress<VerificationProgress> progress, [EnumeratorCancellation] CancellationToken ct)
    {
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(ct) ?? AuditHead.First();
        var anchors = await AnchorsAsync(ct);
        AuditEntry? before = null;
        var (number, newest, done) = (0L, DateTime.MinValue, 0L);
        await foreach (var row in db.Set<AuditEntry>().AsNoTracking().Where(a => a.Number <= head.Number).OrderBy(a => a.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (before is not null && IsChanged(before, row.Number == number + 1 ? row.Previous : null, anchors))
            {
                yield return Fault(before, "audit.row-changed");
            }

            for (number++; number < row.Number; number++)
            {
                yield return Removed(number);
            }

            if (newest - row.At > LateMax)
            {
                yield return Fault(row, "audit.row-inserted");
            }

            (before, newest) = (row, row.At > newest ? row.At : newest);
            if (++done % Step == 0)
            {
                progress.Report(new VerificationProgress(done, head.Number));
            }
        }

        if (before is not null && IsChanged(before, before.Number == head.Number ? head.Hash : null, anchors))
        {
            yield return Fault(before, "audit.row-changed");
        }

        var end = anchors.Keys.Append(head.Number).Max();
        for (number++; number <= end; number++)
        {
            yield return Removed(number);
        }

        foreach (var row in await BeyondAsync(head.Number, ct))
        {
            yield return Fault(row, "audit.row-inserted");
        }

        progress.Report(new VerificationProgress(done, done));
    }

    // Rows first, then the head once more: a serving node seals while this looks, and always moves the head with its rows.
    private async Task<IEnumerable<AuditEntry>> BeyondAsync(long number, CancellationToken ct)
    {
        var beyond = await db.Set<AuditEntry>().AsNoTracking().Where(a => a.Number > number).OrderByDescending(a => a.Number).Take(Step).ToListAsync(ct);
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(ct);
        return beyond.Where(a => a.Number > (head?.Number ?? 0));
    }

    // Not what its own hash says, nor what the row after it, or the ledger, remembers of it.
    private static bool IsChanged(AuditEntry row, string? remembered, Dictionary<long, string> anchors) =>
        AuditChain.HashOf(row) != row.Hash
        || (remembered is not null && remembered != row.Hash)
        || (anchors.TryGetValue(row.Number!.Value, out var anchored) && anchored != row.Hash);

    private async Task<Dictionary<long, string>> AnchorsAsync(CancellationToken ct)
    {
        var leaves = await db.Set<LedgerEntry>().AsNoTracking().Where(e => e.Kind == AnchorAudit.Kind).Select(e => e.Leaf).ToListAsync(ct);
        return leaves.Select(AnchorAudit.Read).OfType<AuditAnchor>().DistinctBy(a => a.Number).ToDictionary(a => a.Number, a => a.Hash);
    }

    private static VerificationFault Fault(AuditEntry row, string code) => new(AnchorAudit.SubjectOf(row.Number!.Value), code, row.Number!.Value, row.Action, row.Subject);

    private static VerificationFault Removed(long number) => new(AnchorAudit.SubjectOf(number), "audit.row-removed", number);
}

using System.Text.Json;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Audit;

/// <summary>
/// Writes the end of the audit chain into the ledger once a day, where it is signed and copied by others: whoever rewrites the
/// whole chain afterwards contradicts it.
/// </summary>
public sealed class AnchorAudit(PlatformDb db, TimeProvider clock) : IJob
{
    public const string Kind = "audit.anchored";

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(ct);
        if (head is not { Number: > 0 })
        {
            return JobOutcome.Done(0);
        }

        var subject = SubjectOf(head.Number);
        if (await db.Set<LedgerEntry>().AnyAsync(e => e.Kind == Kind && e.Subject == subject, ct))
        {
            return JobOutcome.Done(0);
        }

        db.QueueLedger(Kind, subject, new AuditAnchor(head.Number, head.Hash), null, clock);
        await db.SaveChangesAsync(ct);
        return JobOutcome.Done(1);
    }

    internal static string SubjectOf(long number) => FormattableString.Invariant($"audit:{number}");

    // The payload stands in the leaf under "payload".
    internal static AuditAnchor? Read(byte[] leaf)
    {
        using var json = JsonDocument.Parse(leaf);
        return json.RootElement.TryGetProperty("payload", out var payload) ? payload.Deserialize<AuditAnchor>(LedgerJson.Options) : null;
    }
}

/// <summary>The end of the audit chain at one time.</summary>
public sealed record AuditAnchor(long Number, string Hash);

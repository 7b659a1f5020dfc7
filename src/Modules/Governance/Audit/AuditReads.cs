using Gongxin.Kernel.Data;
using Gongxin.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Audit;

// The audit trail, newest first.
public sealed class AuditReads
{
    public const int PageSize = 50;

    private readonly GovernanceDb _governance;

    internal AuditReads(GovernanceDb governance) => _governance = governance;

    // The trail of one subject or one actor, or all of it, from before an entry.
    public async Task<PageOf<AuditEntry>> ListAsync(string? subject, string? actor, Guid? before, CancellationToken ct)
    {
        var entries = _governance.AuditEntries.AsNoTracking();
        if (subject is not null)
        {
            entries = entries.Where(e => e.Subject == subject);
        }

        if (actor is not null)
        {
            entries = entries.Where(e => e.ActorId == actor);
        }

        var total = await entries.LongCountAsync(ct);
        if (before is { } last)
        {
            entries = entries.Where(e => e.Id < last);
        }

        var page = await entries.OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(ct);
        return new PageOf<AuditEntry>([.. page.Take(PageSize)], total, page.Count > PageSize ? page[PageSize - 1].Id.ToString() : null);
    }
}

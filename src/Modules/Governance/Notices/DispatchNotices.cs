using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// Makes deliveries of new notices for everybody who wants them elsewhere. Notices that are not urgent are gathered, so that many
// make one message. A batch is one transaction under a lock: killed or run by two, it makes no delivery twice.
internal sealed class DispatchNotices(GovernanceDb governance, OwnerRights owners, PlatformSettings settings, TimeProvider clock) : IJob
{
    private const int BatchMax = 200;
    private const string LockName = "governance.notices";

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        // Looked at without the lock, so that an idle node takes no write lock.
        if (!await governance.Notices.AnyAsync(n => n.DispatchedAt == null, ct))
        {
            return JobOutcome.Done(0);
        }

        // An explicit transaction, because dispatching must be exclusive between processes.
        await using var transaction = await governance.Whole.Database.BeginTransactionAsync(ct);
        await governance.Whole.Dialect.LockAsync(governance.Whole, LockName, ct);
        var notices = await governance.Notices.Where(n => n.DispatchedAt == null).OrderBy(n => n.Id).Take(BatchMax).ToListAsync(ct);
        var ways = await governance.NoticeWays.AsNoTracking().OrderBy(w => w.Id).ToListAsync(ct);
        var rights = await owners.OfAsync([.. ways.Select(w => w.Owner).Distinct(StringComparer.Ordinal)], ct);
        var gathering = (await governance.Deliveries.Where(d => d.State == DeliveryState.Waiting && d.AttemptCount == 0).OrderBy(d => d.Id).ToListAsync(ct))
            .Where(d => d.DueAt > d.CreatedAt).GroupBy(d => d.Way).ToDictionary(g => g.Key, g => g.Last());
        foreach (var notice in notices)
        {
            foreach (var way in ways.Where(w => w.Wants(notice.Code) && IsFor(notice, w.Owner, rights)))
            {
                Hand(notice, way, gathering);
            }

            notice.Dispatch(Now);
        }

        await governance.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return notices.Count == BatchMax ? JobOutcome.More(notices.Count) : JobOutcome.Done(notices.Count);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    // Closed accounts and revoked keys have no rights, and nobody reads what they were sent.
    private static bool IsFor(Notice notice, string owner, IReadOnlyDictionary<string, IReadOnlySet<string>> rights) =>
        rights.TryGetValue(owner, out var permissions)
        && (notice.Recipient == owner
            || (notice.Recipient.StartsWith(NoticeRecipient.HolderPrefix, StringComparison.Ordinal) && permissions.Contains(notice.Recipient[NoticeRecipient.HolderPrefix.Length..])));

    private void Hand(Notice notice, NoticeWay way, Dictionary<NoticeWayId, Delivery> gathering)
    {
        if (!notice.IsUrgent && gathering.TryGetValue(way.Id, out var open) && open.MayTakeMore)
        {
            open.Take(notice.Id);
            return;
        }

        var delivery = Delivery.Of(way.Id, notice.Id, Now, notice.IsUrgent ? Now : Now.AddSeconds(settings.NoticesGatherSeconds));
        governance.Add(delivery);
        if (!notice.IsUrgent)
        {
            gathering[way.Id] = delivery;
        }
    }
}

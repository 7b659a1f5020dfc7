using Gongxin.Contracts.Governance;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// Takes notices from all modules, in their own transactions.
internal sealed class NoticeBoard(GovernanceDb governance, TimeProvider clock) : INotices
{
    public async Task<bool> NotifyAsync(NewNotice notice, CancellationToken ct)
    {
        var recipient = notice.To.Value;
        if (governance.Notices.Local.Any(n => n.Recipient == recipient && n.Key == notice.Key)
            || await governance.Notices.AnyAsync(n => n.Recipient == recipient && n.Key == notice.Key, ct))
        {
            return false;
        }

        governance.Add(Notice.Of(notice, clock.GetUtcNow().UtcDateTime));
        return true;
    }
}

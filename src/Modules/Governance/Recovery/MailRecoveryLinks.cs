using Gongxin.Governance.Accounts;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Recovery;

// Makes the link that somebody asked for and mails it to the account's confirmed addresses. The link is made anew with every try,
// because only its digest is kept: one that was not mailed is made useless. Of two runners one wins the claim.
internal sealed class MailRecoveryLinks(GovernanceDb governance, AccountDesk accounts, SecretMail mails, TimeProvider clock) : IJob
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);
    private const int BatchMax = 20;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var now = Now;
        var due = await governance.RecoveryRequests.AsNoTracking().Where(r => r.DueAt <= now).OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(BatchMax).ToListAsync(ct);
        foreach (var request in due)
        {
            if (await ClaimAsync(request, now, ct) && (await IsDoneAsync(request, ct) || request.TryCount + 1 >= RecoveryRequest.TriesMax))
            {
                await governance.RecoveryRequests.Where(r => r.Id == request.Id).ExecuteDeleteAsync(ct);
            }
        }

        return due.Count == BatchMax ? JobOutcome.More(due.Count) : JobOutcome.Done(due.Count);
    }

    private async Task<bool> ClaimAsync(RecoveryRequest request, DateTime now, CancellationToken ct) =>
        await governance.RecoveryRequests.Where(r => r.Id == request.Id && r.TryCount == request.TryCount).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.TryCount, request.TryCount + 1).SetProperty(r => r.DueAt, now + RecoveryRequest.Wait), ct) == 1;

    // False when it is worth another try.
    private async Task<bool> IsDoneAsync(RecoveryRequest request, CancellationToken ct)
    {
        if (request.AccountId is not { } id || !await governance.Accounts.AnyAsync(a => a.Id == id && a.State == AccountState.Open, ct))
        {
            return true;
        }

        var owner = id.ActorId;
        var ways = await governance.NoticeWays.AsNoTracking().Where(w => w.Owner == owner && w.Kind == WayKind.Mail && w.ConfirmedAt != null).OrderBy(w => w.Id).ToListAsync(ct);
        if (ways.Count == 0)
        {
            return true;
        }

        var path = OpenAccount.LinkOf(await accounts.IssueLinkAsync(id.Value, LinkLife, ct));
        var hasArrived = false;
        foreach (var way in ways)
        {
            hasArrived |= await mails.SendAsync(way.Address, way.Language, "RecoveryMail", path, ct) is null;
        }

        governance.Audit(hasArrived ? "RecoveryLinkMailed" : "RecoveryLinkNotMailed", AccountDesk.SubjectOf(id));
        if (!hasArrived)
        {
            await accounts.VoidLinksAsync(id, ct);
        }

        await governance.SaveAsync(ct);
        return hasArrived;
    }
}

using Gongxin.Governance.Accounts;
using Gongxin.Governance.Recovery;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// Makes sure that a mail address is its owner's: the link shows who reads the mail, the password with it who owns the account. With
// one alone, a stolen session could name an address of its own and recover the account there.
internal sealed class WayConfirmation(GovernanceDb governance, OwnAccount own, Attempts attempts, SecretMail mails, TimeProvider clock)
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(2);
    private const int FreeOfWay = 3;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task AskAsync(Guid id, CancellationToken ct)
    {
        _ = own.MyId();
        var (wanted, owner) = (new NoticeWayId(id), governance.Me.Id);
        var way = await governance.NoticeWays.SingleOrDefaultAsync(w => w.Id == wanted && w.Owner == owner && w.Kind == WayKind.Mail, ct)
            ?? throw GovernanceRefusals.NoticeWayNotFound(id);
        if (!mails.IsSetUp)
        {
            throw GovernanceRefusals.NoMailSetUp();
        }

        await attempts.CountAsync($"way:{id}", FreeOfWay, ct);
        var token = AccountDesk.NewToken();
        way.BeginConfirmation(SignInDesk.DigestOf(token), Now + LinkLife);
        governance.Audit("NoticeWayConfirmationAsked", $"notice-way:{id}");
        await governance.SaveAsync(ct);
        if (await mails.SendAsync(way.Address, way.Language, "WayMail", $"/notices/ways/confirm?token={token}", ct) is { } fault)
        {
            throw GovernanceRefusals.MailNotSent(fault);
        }
    }

    public async Task ConfirmAsync(string token, string password, CancellationToken ct)
    {
        var account = await own.ReadAsync(ct);
        var (digest, owner) = (SignInDesk.DigestOf(token), account.Id.ActorId);
        var way = await governance.NoticeWays.SingleOrDefaultAsync(w => w.ConfirmationDigest == digest && w.Owner == owner, ct) ?? throw GovernanceRefusals.ConfirmationSpent();
        await own.ProveAsync(account, password, ct);
        way.Confirm(Now);
        governance.Audit("NoticeWayConfirmed", $"notice-way:{way.Id.Value}");
        await governance.SaveAsync(ct);
    }
}

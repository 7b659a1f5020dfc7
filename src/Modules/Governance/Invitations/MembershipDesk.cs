using Gongxin.Contracts.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Invitations;

// Asking to join an organisation, and the answer of those who may grant there.
internal sealed class MembershipDesk(GovernanceDb governance, Inviters inviters, IHolders holders, GrantDesk grants, TimeProvider clock)
{
    private const int WaitingMax = 10;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<MembershipRequest> AskAsync(string organisation, string role, string why, CancellationToken ct)
    {
        var me = AccountId.OfActor(governance.Me.Id) ?? throw GovernanceRefusals.NoPerson();
        var of = await inviters.AnyOrganisationAsync(organisation, ct);
        if (!Inviters.OfOrganisations.Contains(role))
        {
            throw GovernanceRefusals.RoleBeyond(role);
        }

        if (why.Trim() is not { Length: > 0 and <= MembershipRequest.WhyMax } said)
        {
            throw GovernanceRefusals.MembershipNotGood("why");
        }

        await RefuseTwiceAsync(me, of.Id.Value, role, ct);
        var request = MembershipRequest.Of(me, of.Id.Value, of.Region, role, said, Now);
        governance.Add(request);
        governance.Audit("MembershipAsked", SubjectOf(request.Id), new { organisation = of.Id.Value, role });
        foreach (var recipient in await AnsweringAsync(of.Id.Value, ct))
        {
            Tell(recipient, "membership.notice.asked", request, [of.Name]);
        }

        await SaveAsync(ct);
        return request;
    }

    public async Task DecideAsync(Guid id, bool accept, string? reason, CancellationToken ct)
    {
        var typed = new MembershipRequestId(id);
        var request = await MembershipReads.Queue(governance.Memberships, governance.Me).SingleOrDefaultAsync(r => r.Id == typed, ct) ?? throw GovernanceRefusals.MembershipNotFound(id);
        var said = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if ((!accept && said is null) || said?.Length > MembershipRequest.WhyMax)
        {
            throw GovernanceRefusals.MembershipNotGood("reason");
        }

        if (governance.Me.Id == request.AccountId.ActorId)
        {
            throw GovernanceRefusals.OwnGrant();
        }

        request.Decide(accept, said, governance.Me, Now);
        if (accept)
        {
            await GrantAsync(request, ct);
        }

        governance.Audit(accept ? "MembershipAccepted" : "MembershipDeclined", SubjectOf(typed), new { request.OrganisationId, request.Role });
        Tell(NoticeRecipient.Actor(request.AccountId.ActorId), accept ? "membership.notice.accepted" : "membership.notice.declined", request, []);
        await governance.SaveAsync(ct);
    }

    // By whoever asked; to everybody else it is not there.
    public async Task WithdrawAsync(Guid id, CancellationToken ct)
    {
        var (typed, me) = (new MembershipRequestId(id), AccountId.OfActor(governance.Me.Id) ?? throw GovernanceRefusals.NoPerson());
        var request = await governance.Memberships.SingleOrDefaultAsync(r => r.Id == typed && r.AccountId == me, ct) ?? throw GovernanceRefusals.MembershipNotFound(id);
        request.Withdraw(Now);
        governance.Audit("MembershipWithdrawn", SubjectOf(typed));
        await governance.SaveAsync(ct);
    }

    private async Task GrantAsync(MembershipRequest request, CancellationToken ct)
    {
        if (!Inviters.May(governance.Me, request.Role, request.OrganisationId, request.Region))
        {
            throw GovernanceRefusals.RoleBeyond(request.Role);
        }

        var account = await governance.Accounts.SingleOrDefaultAsync(a => a.Id == request.AccountId && a.State == AccountState.Open, ct)
            ?? throw GovernanceRefusals.AccountNotFound(request.AccountId.Value);
        grants.Add(account, request.Role, request.OrganisationId, null, Now, null, governance.Me);
    }

    private async Task RefuseTwiceAsync(AccountId me, Guid organisation, string role, CancellationToken ct)
    {
        if (await governance.Grants.Where(Grant.HoldsAt(Now)).AnyAsync(g => g.AccountId == me && g.Role == role && g.OrganisationId == organisation && g.Region == null, ct))
        {
            throw GovernanceRefusals.HeldAlready(role);
        }

        var key = MembershipRequest.KeyOf(me, organisation, role);
        if (await governance.Memberships.AnyAsync(r => r.WaitingKey == key, ct)
            || await governance.Memberships.CountAsync(r => r.AccountId == me && r.State == MembershipState.Waiting, ct) >= WaitingMax)
        {
            throw GovernanceRefusals.MembershipAsked();
        }
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await governance.SaveAsync(ct);
        }
        catch (DbUpdateException fault) when (fault is not DbUpdateConcurrencyException && governance.Whole.Dialect.IsKeyTaken(fault))
        {
            // Asked twice at the same moment.
            throw GovernanceRefusals.MembershipAsked();
        }
    }

    // The organisation's own people; where it has none yet, the security administrators.
    private async Task<IReadOnlyList<NoticeRecipient>> AnsweringAsync(Guid organisation, CancellationToken ct)
    {
        var own = (await holders.OfAsync(GovernancePermissions.Invite, ct)).Where(h => h.Grant.OrganisationId == organisation).Select(h => h.ActorId).Distinct(StringComparer.Ordinal).ToList();
        return own.Count > 0 ? [.. own.Select(NoticeRecipient.Actor)] : [NoticeRecipient.HoldersOf(GovernancePermissions.Grants)];
    }

    private void Tell(NoticeRecipient recipient, string code, MembershipRequest request, string[] args) => governance.Add(Notice.Of(
        new NewNotice(recipient, code, $"{code}:{request.Id.Value}") { Args = args, Link = "/governance/memberships" }, Now));

    private static string SubjectOf(MembershipRequestId id) => $"membership:{id.Value}";
}

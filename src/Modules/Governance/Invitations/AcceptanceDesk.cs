using Gongxin.Contracts.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Identities;
using Gongxin.Governance.Notices;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Identity;
using Gongxin.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Invitations;

public sealed record OfferView(string Role, Guid? OrganisationId, string InvitedBy, DateTime ExpiresAt, DateTime? RoleUntil);

// Takes an invitation: for the account that one is signed in to, or for one that is opened with it. Whether the inviter may grant the
// role is asked again, because between inviting and accepting a grant may have ended.
internal sealed class AcceptanceDesk(GovernanceDb governance, Inviters inviters, AccountDesk accounts, GrantDesk grants, IdentityDesk identities)
{
    public async Task<OfferView> ReadAsync(string token, DateTime now, CancellationToken ct)
    {
        var (invitation, by) = await FindAsync(token, now, ct);
        return new(invitation.Role, invitation.OrganisationId, by.Name, invitation.ExpiresAt, invitation.RoleUntil);
    }

    public async Task AcceptAsync(string token, DateTime now, CancellationToken ct)
    {
        var me = AccountId.OfActor(governance.Me.Id) ?? throw GovernanceRefusals.NoPerson();
        var (invitation, by) = await FindAsync(token, now, ct);
        var account = await governance.Accounts.SingleAsync(a => a.Id == me, ct);
        if (await governance.Grants.Where(Grant.HoldsAt(now)).AnyAsync(g => g.AccountId == me && g.Role == invitation.Role && g.OrganisationId == invitation.OrganisationId && g.Region == null, ct))
        {
            throw GovernanceRefusals.HeldAlready(invitation.Role);
        }

        Take(invitation, account, by, now);
        await governance.SaveAsync(ct);
    }

    // Opens an account with a password, or with an identity of the identity service.
    public async Task OpenAsync(string token, NewPerson person, IdentityTicket? identity, DateTime now, CancellationToken ct)
    {
        var (invitation, by) = await FindAsync(token, now, ct);
        var account = await accounts.NewAsync(person.Name, person.FullName, invitation.Email, null, ct);
        if (identity is null)
        {
            OwnAccount.Take(account, person.Password);
        }
        else
        {
            await identities.AddAsync(account, identity, ct);
        }

        governance.Add(account);
        governance.Audit("AccountOpened", AccountDesk.SubjectOf(account.Id), new { account.Name, invitation = invitation.Id.Value });
        if (invitation is { Email: { } email, MailedAt: not null })
        {
            // The link went there and nowhere else, so the address is the person's own.
            var way = NoticeWay.Of(account.Id.ActorId, WayKind.Mail, email, "", Languages.Current.Name, null, now);
            way.BeginConfirmation(invitation.Digest, invitation.ExpiresAt);
            way.Confirm(now);
            governance.Add(way);
        }

        Take(invitation, account, by, now);
        await identities.SaveAsync(ct);
    }

    private void Take(Invitation invitation, Account account, Actor by, DateTime now)
    {
        grants.Add(account, invitation.Role, invitation.OrganisationId, null, now, invitation.RoleUntil, by);
        invitation.Accept(account.Id, now);
        governance.Audit("InvitationAccepted", InvitationDesk.SubjectOf(invitation.Id), new { account = account.Id.Value });
        governance.Add(Notice.Of(
            new NewNotice(NoticeRecipient.Actor(by.Id), "invitation.notice.accepted", $"invitation-accepted:{invitation.Id.Value}") { Link = "/governance/invitations" }, now));
    }

    private async Task<(Invitation Invitation, Actor By)> FindAsync(string token, DateTime now, CancellationToken ct)
    {
        var digest = SignInDesk.DigestOf(token);
        var invitation = await governance.Invitations.SingleOrDefaultAsync(i => i.Digest == digest && i.State == InvitationState.Open && i.ExpiresAt > now, ct) ?? throw GovernanceRefusals.InvitationOver();
        var by = await inviters.AsOfNowAsync(invitation.InvitedBy, ct);
        return by is not null && Inviters.May(by, invitation.Role, invitation.OrganisationId, invitation.Region) ? (invitation, by) : throw GovernanceRefusals.InvitationOver();
    }
}

internal sealed record NewPerson(string Name, string FullName, string Password);

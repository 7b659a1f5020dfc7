using System.Net.Mail;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Recovery;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Identity;
using Gongxin.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Invitations;

// Makes and withdraws invitations. Link: to be handed over; null when it went by mail, and then nobody but the addressee has it.
internal sealed class InvitationDesk(GovernanceDb governance, Inviters inviters, OwnAccount own, SecretMail mails, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public bool SendsMail => mails.IsSetUp;

    public async Task<(Invitation Invitation, string? Link)> InviteAsync(string role, string? organisation, string? email, int days, DateTime? roleUntil, CancellationToken ct)
    {
        // A key invites nobody: for every invitation a person answers.
        _ = own.MyId();
        var of = string.IsNullOrWhiteSpace(organisation) ? null : await inviters.OrganisationAsync(organisation, ct);
        var offer = new Offer(role, of?.Id.Value, string.IsNullOrWhiteSpace(email) ? null : email.Trim(), days, roleUntil);
        Check(offer, of?.Region);
        var token = AccountDesk.NewToken();
        var invitation = Invitation.Of(SignInDesk.DigestOf(token), offer, of?.Region, governance.Me, Now);
        governance.Add(invitation);
        governance.Audit("PersonInvited", SubjectOf(invitation.Id), new { role, organisation = of?.Id.Value, days, roleUntil });
        await governance.SaveAsync(ct);
        var path = LinkOf(token);
        if (offer.Email is null || await mails.SendAsync(offer.Email, Languages.Current.Name, "InvitationMail", path, ct) is not null)
        {
            return (invitation, path);
        }

        invitation.Mailed(Now);
        await governance.SaveAsync(ct);
        return (invitation, null);
    }

    public async Task WithdrawAsync(Guid id, CancellationToken ct)
    {
        var typed = new InvitationId(id);
        var invitation = await InvitationReads.Mine(governance.Invitations, governance.Me).SingleOrDefaultAsync(i => i.Id == typed, ct) ?? throw GovernanceRefusals.InvitationNotFound(id);
        invitation.Withdraw(Now);
        governance.Audit("InvitationWithdrawn", SubjectOf(typed));
        await governance.SaveAsync(ct);
    }

    public static string SubjectOf(InvitationId id) => $"invitation:{id.Value}";

    private static string LinkOf(string token) => "/governance/invitations/accept?token=" + token;

    private void Check(Offer offer, string? region)
    {
        if (!Roles.All.Contains(offer.Role))
        {
            throw GovernanceRefusals.RoleUnknown(offer.Role);
        }

        if (!Inviters.May(governance.Me, offer.Role, offer.Organisation, region))
        {
            throw GovernanceRefusals.RoleBeyond(offer.Role);
        }

        if (offer.Days is < 1 or > Invitation.DaysMax)
        {
            throw GovernanceRefusals.InvitationNotGood("days");
        }

        if (offer.Email is { } email && (email.Length > Account.EmailMax || !MailAddress.TryCreate(email, out var address) || address.Address != email || email.Any(char.IsControl)))
        {
            throw GovernanceRefusals.InvitationNotGood("email");
        }

        if (offer.RoleUntil <= Now)
        {
            throw GovernanceRefusals.InvitationNotGood("roleUntil");
        }
    }
}

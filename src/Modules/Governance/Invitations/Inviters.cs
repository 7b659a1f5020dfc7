using Gongxin.Contracts.Registry;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Invitations;

// Who may bring whom into which role (decision 0044). The security administrator grants every role, and invites to all but the three
// administrators: those are given by hand, to somebody who is known. Operators, and reviewers of an organisation, bring people into
// the organisation's own two roles, where their grant reaches.
internal sealed class Inviters(GovernanceDb governance, HeldGrants grants, IOrganisations organisations)
{
    public static readonly IReadOnlyList<string> OfOrganisations = [Roles.Reporter, Roles.OrganisationReviewer];

    public static bool May(Actor by, string role, Guid? organisation, string? region) =>
        !Roles.Administrators.Contains(role)
        && (by.May(GovernancePermissions.Grants)
            || (organisation is not null && OfOrganisations.Contains(role) && by.Reaches(GovernancePermissions.Invite, organisation, region)));

    // What somebody may invite to at all.
    public static IReadOnlyList<string> RolesFor(Actor by) =>
        by.May(GovernancePermissions.Grants) ? [.. Roles.All.Except(Roles.Administrators)] : OfOrganisations;

    // The organisation, for whoever reaches it; to everybody else it is not there.
    public async Task<OrganisationView> OrganisationAsync(string typed, CancellationToken ct)
    {
        var found = await AnyOrganisationAsync(typed, ct);
        return governance.Me.May(GovernancePermissions.Grants) || governance.Me.Reaches(GovernancePermissions.Invite, found.Id.Value, found.Region)
            ? found
            : throw GovernanceRefusals.OrganisationNotFound(typed);
    }

    // By its credit code or its id.
    public async Task<OrganisationView> AnyOrganisationAsync(string typed, CancellationToken ct) =>
        (Guid.TryParse(typed, out var id) ? await organisations.FindAsync(new SubjectId(id), ct) : typed.Trim().Length > 0 ? await organisations.FindByUsccAsync(typed, ct) : null)
        ?? throw GovernanceRefusals.OrganisationNotFound(typed);

    // Somebody as an actor with what is held at this moment; null when the account is closed or there is none.
    public async Task<Actor?> AsOfNowAsync(string actorId, CancellationToken ct)
    {
        if (AccountId.OfActor(actorId) is not { } id || await governance.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.State == AccountState.Open, ct) is not { } account)
        {
            return null;
        }

        IReadOnlyList<ActorGrant> held = [.. (await grants.OfAsync([id], ct))[id]];
        return new Actor(ActorKind.Person, actorId, account.FullName.Length > 0 ? account.FullName : account.Name, held.SelectMany(g => g.Permissions).ToHashSet(StringComparer.Ordinal)) { Grants = held };
    }
}

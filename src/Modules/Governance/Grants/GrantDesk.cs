using System.Text.RegularExpressions;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Grants;

// What the security administrator does: grants roles and ends grants.
internal sealed partial class GrantDesk(GovernanceDb governance, AccountDesk accounts, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Grant> GrantAsync(
        Guid person, string role, Guid? organisation, string? region, DateTime? from, DateTime? until, CancellationToken ct)
    {
        var account = await accounts.FindAsync(person, ct);
        if (Roles.Administrators.Contains(role))
        {
            await RefuseSecondAdministratorAsync(account.Id, ct);
        }

        var grant = Add(account, role, organisation, region, from ?? Now, until, governance.Me);
        try
        {
            await governance.SaveAsync(ct);
        }
        catch (DbUpdateException fault) when (fault is not DbUpdateConcurrencyException && Roles.Administrators.Contains(role))
        {
            // Two grants at the same moment: the constraint has let one through.
            throw GovernanceRefusals.TwoAdministrators(role);
        }

        return grant;
    }

    // Adds a grant to what is saved next, under the rules that hold for whoever grants: at an acceptance that is the inviter, not
    // the person who accepts.
    public Grant Add(Account account, string role, Guid? organisation, string? region, DateTime from, DateTime? until, Actor by)
    {
        Check(account, role, region, from, until, by);
        var grant = Grant.Of(account.Id, role, organisation, region, from, until, by);
        governance.Add(grant);
        governance.Audit("RoleGranted", AccountDesk.SubjectOf(account.Id), new { grant = grant.Id.Value, role, organisation, region, until, by = by.Id });
        return grant;
    }

    public async Task EndAsync(Guid id, CancellationToken ct)
    {
        var typed = new GrantId(id);
        var grant = await governance.Grants.SingleOrDefaultAsync(g => g.Id == typed && g.EndedAt == null, ct) ?? throw GovernanceRefusals.GrantNotFound(id);
        RefuseOwn(grant.AccountId, governance.Me);
        grant.End(governance.Me, Now);
        governance.Audit("RoleEnded", AccountDesk.SubjectOf(grant.AccountId), new { grant = id, grant.Role });
        await governance.SaveAsync(ct);
    }

    private static void Check(Account account, string role, string? region, DateTime from, DateTime? until, Actor by)
    {
        RefuseOwn(account.Id, by);
        if (!Roles.All.Contains(role))
        {
            throw GovernanceRefusals.RoleUnknown(role);
        }

        if (region is not null && !Division().IsMatch(region))
        {
            throw GovernanceRefusals.RegionNotGood(region);
        }

        if (until <= from)
        {
            throw GovernanceRefusals.PeriodNotGood();
        }
    }

    // One whose time is over is ended here, so that it does not stand in the way.
    private async Task RefuseSecondAdministratorAsync(AccountId account, CancellationToken ct)
    {
        var held = await governance.Grants.SingleOrDefaultAsync(g => g.AdministratorOf == account.Value, ct);
        if (held is null)
        {
            return;
        }

        if (held.Until is null || held.Until > Now)
        {
            throw GovernanceRefusals.TwoAdministrators(held.Role);
        }

        held.End(governance.Me, Now);
        await governance.SaveAsync(ct);
    }

    private static void RefuseOwn(AccountId account, Actor by)
    {
        if (by.Id == account.ActorId)
        {
            throw GovernanceRefusals.OwnGrant();
        }
    }

    [GeneratedRegex("^[0-9]{6}$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Division();
}

using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Grants;

// What people hold now, with what each role permits.
internal sealed class HeldGrants(GovernanceDb governance, RoleBook roles, TimeProvider clock)
{
    public async Task<ILookup<AccountId, ActorGrant>> OfAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken ct)
    {
        var held = await governance.Grants.AsNoTracking().Where(Grant.HoldsAt(clock.GetUtcNow().UtcDateTime)).Where(g => accounts.Contains(g.AccountId)).ToListAsync(ct);
        return held.GroupBy(g => g.AccountId).SelectMany(Good)
            .ToLookup(g => g.AccountId, g => new ActorGrant(g.Role, g.OrganisationId, g.Region, roles.PermissionsOf(g.Role, g.OrganisationId, g.Region)));
    }

    // Beside the database's own constraint: whatever was written past the program, two administrators are none.
    private static IEnumerable<Grant> Good(IEnumerable<Grant> ofOne)
    {
        var administrators = ofOne.Where(g => Roles.Administrators.Contains(g.Role)).Select(g => g.Role).Distinct().Count();
        return ofOne.Where(g => administrators < 2 || !Roles.Administrators.Contains(g.Role));
    }
}

using Gongxin.Contracts.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Grants;

internal sealed class Holders(GovernanceDb governance, RoleBook roles, HeldGrants held, TimeProvider clock) : IHolders
{
    public async Task<IReadOnlyList<PermissionHolder>> OfAsync(Permission permission, CancellationToken ct)
    {
        var permitting = Roles.All.Where(r => roles.PermissionsOf(r).Contains(permission.Name)).ToList();
        var accounts = await (
            from grant in governance.Grants.Where(Grant.HoldsAt(clock.GetUtcNow().UtcDateTime))
            where permitting.Contains(grant.Role)
            join account in governance.Accounts on grant.AccountId equals account.Id
            where account.State == AccountState.Open
            select account.Id).Distinct().ToListAsync(ct);
        var grants = await held.OfAsync(accounts, ct);
        return [.. accounts.SelectMany(a => grants[a].Where(g => g.Permissions.Contains(permission.Name)).Select(g => new PermissionHolder(a.ActorId, g)))];
    }
}

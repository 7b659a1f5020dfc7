using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// What the owners of ways may do now, people as well as keys. Who has a closed account or a revoked key is left out.
internal sealed class OwnerRights(GovernanceDb governance, ApiKeys keys, HeldGrants grants)
{
    public async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> OfAsync(IReadOnlyCollection<string> owners, CancellationToken ct)
    {
        var rights = new Dictionary<string, IReadOnlySet<string>>(await keys.PermissionsAsync(owners, ct), StringComparer.Ordinal);
        var people = owners.Select(AccountId.OfActor).OfType<AccountId>().ToList();
        var open = await governance.Accounts.AsNoTracking().Where(a => people.Contains(a.Id) && a.State == AccountState.Open).Select(a => a.Id).ToListAsync(ct);
        var held = await grants.OfAsync(open, ct);
        foreach (var account in open)
        {
            rights[account.ActorId] = held[account].SelectMany(g => g.Permissions).ToHashSet(StringComparer.Ordinal);
        }

        return rights;
    }
}

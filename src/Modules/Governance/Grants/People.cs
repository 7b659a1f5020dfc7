using Gongxin.Contracts.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Grants;

internal sealed class People(GovernanceDb governance, HeldGrants held) : IPeople
{
    public async Task<KnownPerson?> FindAsync(string signInName, CancellationToken ct)
    {
        var name = signInName.Trim().ToLowerInvariant();
        var account = await governance.Accounts.AsNoTracking().Where(a => a.Name == name && a.State == AccountState.Open).Select(a => new { a.Id, a.FullName }).SingleOrDefaultAsync(ct);
        return account is null ? null : new KnownPerson(account.Id.ActorId, account.FullName);
    }

    public async Task<IReadOnlyList<ActorGrant>> GrantsOfAsync(string actorId, CancellationToken ct)
    {
        if (AccountId.OfActor(actorId) is not { } id || !await governance.Accounts.AnyAsync(a => a.Id == id && a.State == AccountState.Open, ct))
        {
            return [];
        }

        return [.. (await held.OfAsync([id], ct))[id]];
    }
}

using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Sessions;

// Who a session is, asked with every request of a person: what an administrator ends or grants counts at once.
internal sealed class PersonSessions(GovernanceDb governance, HeldGrants grants, PlatformSettings settings, TimeProvider clock) : IPersonSessions
{
    // The time of the last request is kept to the minute: reading a page is no write.
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    public async Task<Actor?> FindAsync(Guid session, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var idleSince = now - TimeSpan.FromMinutes(settings.SessionIdleMinutes);
        var id = new SessionId(session);
        var found = await (from s in governance.Sessions.AsNoTracking()
                           join a in governance.Accounts on s.AccountId equals a.Id
                           where s.Id == id && s.EndedAt == null && s.ExpiresAt > now && s.LastSeenAt > idleSince && a.State == AccountState.Open
                           select new { s.LastSeenAt, s.WithSecondFactor, a.Id, a.Name, a.FullName, a.MustChangePassword }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        if (now - found.LastSeenAt > SeenStep)
        {
            await governance.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), ct);
        }

        // Until the password is the person's own, and the second factor there where it is demanded, nothing is permitted.
        var isRestricted = found.MustChangePassword || (settings.SecondFactorRequired && !found.WithSecondFactor);
        IReadOnlyList<ActorGrant> held = isRestricted ? [] : [.. (await grants.OfAsync([found.Id], ct))[found.Id]];
        return new Actor(
            ActorKind.Person,
            found.Id.ActorId,
            found.FullName.Length > 0 ? found.FullName : found.Name,
            held.SelectMany(g => g.Permissions).ToHashSet(StringComparer.Ordinal))
        {
            Grants = held,
        };
    }
}

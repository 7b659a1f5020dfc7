using System.Globalization;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Accounts;

// People, their roles and their sessions, for pages and API.
public sealed class AccountReads
{
    public const int PageSize = 50;

    private static readonly string[] Personal = ["email", "mobile"];

    private readonly GovernanceDb _governance;
    private readonly RoleBook _roles;
    private readonly PlatformSettings _settings;
    private readonly TimeProvider _clock;

    internal AccountReads(GovernanceDb governance, RoleBook roles, PlatformSettings settings, TimeProvider clock) =>
        (_governance, _roles, _settings, _clock) = (governance, roles, settings, clock);

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    public IReadOnlyList<RoleView> RolesOf() =>
        [.. Roles.All.Select(r => new RoleView(r, Roles.Administrators.Contains(r), [.. _roles.PermissionsOf(r).Order(StringComparer.Ordinal)]))];

    // By name, from after one.
    public async Task<PageOf<AccountRow>> ListAsync(string? words, string? after, CancellationToken ct)
    {
        var accounts = _governance.Accounts.AsNoTracking();
        if (words is { Length: > 0 })
        {
            var name = AccountDesk.Normalise(words);
            accounts = accounts.Where(a => a.Name.Contains(name) || a.FullName.Contains(words));
        }

        var total = await accounts.LongCountAsync(ct);
        if (after is { Length: > 0 })
        {
#pragma warning disable CA1309 // Becomes SQL, where the order of the column decides.
            accounts = accounts.Where(a => string.Compare(a.Name, after) > 0);
#pragma warning restore CA1309
        }

        var page = await accounts.OrderBy(a => a.Name).Take(PageSize + 1).ToListAsync(ct);
        var shown = page.Take(PageSize).ToList();
        var ids = shown.Select(a => a.Id).ToList();
        var held = await _governance.Grants.AsNoTracking().Where(Grant.HoldsAt(Now)).Where(g => ids.Contains(g.AccountId)).ToListAsync(ct);
        var roles = held.ToLookup(g => g.AccountId, g => g.Role);
        return new PageOf<AccountRow>(
            [.. shown.Select(a => new AccountRow(
                a.Id.Value, a.Name, a.FullName, a.State is AccountState.Open, a.HasSecondFactor, a.LastSignInAt, [.. roles[a.Id].Distinct().Order(StringComparer.Ordinal)]))],
            total,
            page.Count > PageSize ? shown[^1].Name : null);
    }

    // How to reach a person is personal data: it is shown to whoever opens accounts, and that it was read stands in the trail.
    public async Task<AccountView> ReadAsync(Guid id, CancellationToken ct)
    {
        var typed = new AccountId(id);
        var account = await _governance.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == typed, ct) ?? throw GovernanceRefusals.AccountNotFound(id);
        var showsContact = _governance.Me.May(GovernancePermissions.Accounts);
        if (showsContact)
        {
            await _governance.AuditPersonalReadAsync(AccountDesk.SubjectOf(typed), Personal, ct);
        }

        return await ViewAsync(account, showsContact, ct);
    }

    // One's own account; null for a key, which has none.
    public async Task<AccountView?> MineAsync(CancellationToken ct)
    {
        if (AccountId.OfActor(_governance.Me.Id) is not { } me)
        {
            return null;
        }

        return await ViewAsync(await _governance.Accounts.AsNoTracking().SingleAsync(a => a.Id == me, ct), true, ct);
    }

    public async Task<IReadOnlyList<SessionView>> MySessionsAsync(Guid? current, CancellationToken ct)
    {
        var me = AccountId.OfActor(_governance.Me.Id) ?? throw GovernanceRefusals.NoPerson();
        var (now, idleSince) = (Now, Now - TimeSpan.FromMinutes(_settings.SessionIdleMinutes));
        var sessions = await _governance.Sessions.AsNoTracking()
            .Where(s => s.AccountId == me && s.EndedAt == null && s.ExpiresAt > now && s.LastSeenAt > idleSince)
            .OrderByDescending(s => s.LastSeenAt).ThenBy(s => s.Id).ToListAsync(ct);
        return [.. sessions.Select(s => new SessionView(s.Id.Value, s.CreatedAt, s.LastSeenAt, s.ExpiresAt, s.Address, s.Agent, s.Id.Value == current))];
    }

    // Grants of one person or all, newest first.
    public async Task<PageOf<GrantView>> GrantsAsync(Guid? person, int from, CancellationToken ct)
    {
        var grants = _governance.Grants.AsNoTracking();
        if (person is { } id)
        {
            var typed = new AccountId(id);
            grants = grants.Where(g => g.AccountId == typed);
        }

        var total = await grants.LongCountAsync(ct);
        var page = await grants.OrderByDescending(g => g.From).ThenByDescending(g => g.Id).Skip(Math.Max(0, from)).Take(PageSize).ToListAsync(ct);
        var next = Math.Max(0, from) + page.Count;
        return new PageOf<GrantView>([.. page.Select(View)], total, next < total ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    internal static GrantView View(Grant g) =>
        new(g.Id.Value, g.AccountId.Value, g.Role, g.OrganisationId, g.Region, g.From, g.Until, g.GrantedBy, g.EndedAt);

    private async Task<AccountView> ViewAsync(Account a, bool showsContact, CancellationToken ct)
    {
        var grants = await _governance.Grants.AsNoTracking().Where(g => g.AccountId == a.Id).OrderByDescending(g => g.From).ToListAsync(ct);
        return new AccountView(
            a.Id.Value, a.Name, a.FullName, showsContact ? a.Email : null, showsContact ? a.Mobile : null, a.State is AccountState.Open,
            a.HasSecondFactor, a.MustChangePassword, a.CreatedAt, a.LastSignInAt, [.. grants.Select(View)]);
    }
}

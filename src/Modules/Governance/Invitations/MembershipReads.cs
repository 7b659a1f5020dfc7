using Gongxin.Contracts.Registry;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Invitations;

/// <summary>A wish to join an organisation.</summary>
/// <param name="Person">Account name of whoever asks.</param>
public sealed record MembershipView(
    Guid Id, string Person, string FullName, Guid OrganisationId, string? Organisation, string Role, string Why, MembershipState State, DateTime AskedAt, DateTime? EndedAt, string? Reason);

public sealed class MembershipReads
{
    public const int PageSize = 50;

    private readonly GovernanceDb _governance;
    private readonly IOrganisations _organisations;

    internal MembershipReads(GovernanceDb governance, IOrganisations organisations) => (_governance, _organisations) = (governance, organisations);

    // What waits for the actor, oldest first.
    public async Task<PageOf<MembershipView>> QueueAsync(CancellationToken ct)
    {
        var waiting = Queue(_governance.Memberships.AsNoTracking(), _governance.Me).Where(r => r.State == MembershipState.Waiting);
        return new(await ViewsAsync(waiting.OrderBy(r => r.AskedAt).ThenBy(r => r.Id).Take(PageSize), ct), await waiting.LongCountAsync(ct), null);
    }

    // What the actor has asked, newest first.
    public async Task<PageOf<MembershipView>> MineAsync(CancellationToken ct)
    {
        var me = AccountId.OfActor(_governance.Me.Id) ?? throw GovernanceRefusals.NoPerson();
        var mine = _governance.Memberships.AsNoTracking().Where(r => r.AccountId == me);
        return new(await ViewsAsync(mine.OrderByDescending(r => r.AskedAt).ThenByDescending(r => r.Id).Take(PageSize), ct), await mine.LongCountAsync(ct), null);
    }

    internal static IQueryable<MembershipRequest> Queue(IQueryable<MembershipRequest> all, Actor me) =>
        me.May(GovernancePermissions.Grants) ? all : all.InScope(me, GovernancePermissions.Invite, r => r.OrganisationId, r => r.Region);

    private async Task<IReadOnlyList<MembershipView>> ViewsAsync(IQueryable<MembershipRequest> requests, CancellationToken ct)
    {
        var rows = await requests.ToListAsync(ct);
        var accounts = rows.Select(r => r.AccountId).Distinct().ToList();
        var people = await _governance.Accounts.AsNoTracking().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var names = await _organisations.ReadAsync([.. rows.Select(r => new SubjectId(r.OrganisationId)).Distinct()], ct);
        return [.. rows.Select(r => new MembershipView(
            r.Id.Value, people[r.AccountId].Name, people[r.AccountId].FullName, r.OrganisationId, names.GetValueOrDefault(new SubjectId(r.OrganisationId))?.Name,
            r.Role, r.Why, r.State, r.AskedAt, r.EndedAt, r.Reason))];
    }
}

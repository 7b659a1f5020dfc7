using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Invitations;

/// <summary>An invitation in a list.</summary>
/// <param name="Organisation">Its name; null on the whole node.</param>
/// <param name="Email">With its middle left out: whoever invited knows it.</param>
/// <param name="HasExpired">Open, but too old to be accepted.</param>
public sealed record InvitationView(
    Guid Id, string Role, Guid? OrganisationId, string? Organisation, string? Email, bool IsMailed, InvitationState State, bool HasExpired, DateTime CreatedAt, DateTime ExpiresAt, DateTime? EndedAt);

public sealed class InvitationReads
{
    public const int PageSize = 50;

    private readonly GovernanceDb _governance;
    private readonly IOrganisations _organisations;
    private readonly TimeProvider _clock;

    internal InvitationReads(GovernanceDb governance, IOrganisations organisations, TimeProvider clock) => (_governance, _organisations, _clock) = (governance, organisations, clock);

    // Newest first; the ids are in the order of time.
    public async Task<PageOf<InvitationView>> ListAsync(Guid? cursor, CancellationToken ct)
    {
        var mine = Mine(_governance.Invitations.AsNoTracking(), _governance.Me);
        var total = await mine.LongCountAsync(ct);
        if (cursor is { } id)
        {
            var before = new InvitationId(id);
            mine = mine.Where(i => i.Id < before);
        }

        var page = await mine.OrderByDescending(i => i.Id).Take(PageSize + 1).ToListAsync(ct);
        var shown = page.Take(PageSize).ToList();
        var names = await _organisations.ReadAsync([.. shown.Select(i => i.OrganisationId).OfType<Guid>().Distinct().Select(o => new SubjectId(o))], ct);
        var now = _clock.GetUtcNow().UtcDateTime;
        return new PageOf<InvitationView>(
            [.. shown.Select(i => new InvitationView(
                i.Id.Value, i.Role, i.OrganisationId, i.OrganisationId is { } o ? names.GetValueOrDefault(new SubjectId(o))?.Name : null, Masked(i.Email), i.MailedAt is not null,
                i.State, i.State is InvitationState.Open && i.ExpiresAt <= now, i.CreatedAt, i.ExpiresAt, i.EndedAt))],
            total,
            page.Count > PageSize ? shown[^1].Id.Value.ToString() : null);
    }

    public async Task<string?> NameAsync(Guid? organisation, CancellationToken ct) =>
        organisation is { } id ? (await _organisations.FindAsync(new SubjectId(id), ct))?.Name : null;

    // How people write the organisation: its credit code, or the id where it has none.
    public async Task<string?> CodeAsync(Guid? organisation, CancellationToken ct) =>
        organisation is { } id ? (await _organisations.FindAsync(new SubjectId(id), ct))?.Uscc ?? id.ToString() : null;

    // What the actor's grants reach; the security administrator sees all.
    internal static IQueryable<Invitation> Mine(IQueryable<Invitation> all, Actor me) =>
        me.May(GovernancePermissions.Grants) ? all : all.InScope(me, GovernancePermissions.Invite, i => i.OrganisationId ?? Guid.Empty, i => i.Region);

    private static string? Masked(string? email) => email is null ? null : email[..1] + "***" + email[email.LastIndexOf('@')..];
}

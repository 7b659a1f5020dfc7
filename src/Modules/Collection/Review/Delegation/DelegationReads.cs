using Gongxin.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Review.Delegation;

// What somebody handed over and what they were handed; nobody sees another's.
public sealed class DelegationReads
{
    public const int ShownMax = 100;

    private readonly CollectionDb _db;

    internal DelegationReads(CollectionDb db) => _db = db;

    // The newest first. Those that are long over fall out of sight, not out of the trail.
    public async Task<PageOf<DelegationView>> ListAsync(CancellationToken ct)
    {
        var me = _db.Me.Id;
        var mine = _db.Delegations.AsNoTracking().Where(d => d.By == me || d.To == me);
        var rows = await (
            from delegation in mine
            orderby delegation.GivenAt descending, delegation.Id
            select new { delegation, Title = _db.Tasks.Where(t => t.Id == delegation.TaskId).Select(t => t.Title).FirstOrDefault() }).Take(ShownMax).ToListAsync(ct);
        return new PageOf<DelegationView>([.. rows.Select(r => ViewOf(r.delegation, r.Title))], await mine.LongCountAsync(ct), null);
    }

    public async Task<DelegationView> ReadAsync(Guid id, CancellationToken ct) =>
        (await ListAsync(ct)).Items.FirstOrDefault(d => d.Id == id) ?? throw CollectionRefusals.DelegationNotFound();

    private DelegationView ViewOf(ReviewDelegation delegation, string? title) => new()
    {
        Id = delegation.Id.Value, IsMine = delegation.By == _db.Me.Id, ByName = delegation.ByName, ToName = delegation.ToName, Task = delegation.TaskId?.Value, TaskTitle = title,
        FirstOn = delegation.FirstOn, LastOn = delegation.LastOn, Reason = delegation.Reason, State = delegation.StateOn(_db.Today), EndedAt = delegation.EndedAt,
    };
}

public sealed record DelegationView
{
    public required Guid Id { get; init; }

    // True when the caller gave it, false when it was given to them.
    public required bool IsMine { get; init; }
    public required string ByName { get; init; }
    public required string ToName { get; init; }

    // Null: all reviews.
    public Guid? Task { get; init; }
    public string? TaskTitle { get; init; }
    public required DateOnly FirstOn { get; init; }
    public required DateOnly LastOn { get; init; }
    public required string Reason { get; init; }
    public required DelegationState State { get; init; }
    public DateTime? EndedAt { get; init; }

    internal bool CanEnd => State is DelegationState.Given or DelegationState.Holding;
}

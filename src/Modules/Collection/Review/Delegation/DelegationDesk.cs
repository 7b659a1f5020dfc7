using Gongxin.Collection.Tasks;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Review.Delegation;

// Hands reviews over, and takes them back.
internal sealed class DelegationDesk(CollectionDb db, IPeople people, INotices notices)
{
    public async Task<Guid> GiveAsync(NewDelegation asked, Action<Guid>? remember, CancellationToken ct)
    {
        // What somebody was handed is not theirs to hand on: only roles count.
        if (db.Me.Kind is not ActorKind.Person || !(db.Me.May(CollectionPermissions.Forward) || db.Me.May(CollectionPermissions.Review)))
        {
            throw CollectionRefusals.NotAReviewer();
        }

        var task = asked.Task is { } id ? await TaskAsync(CollectionTaskId.From(id), ct) : (CollectionTaskId?)null;
        var to = await DelegateAsync(asked.To, ct);
        var delegation = ReviewDelegation.Give(db.Me, to, task, asked, db.Now, db.Today);
        await BoundAsync(delegation, ct);
        db.Whole.Add(delegation);
        db.Audit("ReviewsDelegated", SubjectOf(delegation), new { to = delegation.To, task = delegation.TaskId?.Value, delegation.FirstOn, delegation.LastOn });
        await TellAsync(delegation, delegation.To, "Notice.ReviewsDelegated", ct);
        remember?.Invoke(delegation.Id.Value);
        await db.SaveAsync(ct);
        return delegation.Id.Value;
    }

    // By whoever gave it or whoever has it.
    public async Task EndAsync(Guid id, CancellationToken ct)
    {
        var (delegationId, me) = (DelegationId.From(id), db.Me.Id);
        var delegation = await db.Delegations.SingleOrDefaultAsync(d => d.Id == delegationId && (d.By == me || d.To == me), ct) ?? throw CollectionRefusals.DelegationNotFound();
        delegation.End(db.Me, db.Now, db.Today);
        db.Audit("DelegationEnded", SubjectOf(delegation), new { by = delegation.By, to = delegation.To });
        await TellAsync(delegation, delegation.By == me ? delegation.To : delegation.By, "Notice.DelegationEnded", ct);
        await db.SaveAsync(ct);
    }

    private async Task<CollectionTaskId> TaskAsync(CollectionTaskId id, CancellationToken ct) =>
        await db.Tasks.AnyAsync(t => t.Id == id && t.State != TaskState.Draft, ct) ? id : throw CollectionRefusals.TaskNotFound();

    // Somebody who works with submissions already: a delegation makes no reviewer of a stranger.
    private async Task<KnownPerson> DelegateAsync(string name, CancellationToken ct)
    {
        var person = await people.FindAsync(name, ct);
        return person is not null && (await people.GrantsOfAsync(person.ActorId, ct)).Any(g => g.Permissions.Contains(CollectionPermissions.ReadName))
            ? person
            : throw CollectionRefusals.DelegateNotGood();
    }

    private async Task BoundAsync(ReviewDelegation fresh, CancellationToken ct)
    {
        var today = db.Today;
        var open = db.Delegations.Where(d => d.EndedAt == null && d.LastOn >= today);
        if (await open.CountAsync(d => d.By == fresh.By, ct) >= ReviewDelegation.HeldMax || await open.CountAsync(d => d.To == fresh.To, ct) >= ReviewDelegation.HeldMax)
        {
            throw CollectionRefusals.TooManyDelegations(ReviewDelegation.HeldMax);
        }
    }

    private Task<bool> TellAsync(ReviewDelegation delegation, string to, string code, CancellationToken ct) => notices.NotifyAsync(
        new NewNotice(NoticeRecipient.Actor(to), code, FormattableString.Invariant($"{code}:{delegation.Id.Value}"))
        {
            Args = [FormattableString.Invariant($"{delegation.FirstOn:yyyy-MM-dd}"), FormattableString.Invariant($"{delegation.LastOn:yyyy-MM-dd}")],
            Link = "/collection/reviews",
        },
        ct);

    private static string SubjectOf(ReviewDelegation delegation) => $"delegation:{delegation.Id.Value}";
}

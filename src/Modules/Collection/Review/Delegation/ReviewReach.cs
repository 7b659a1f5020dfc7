using Gongxin.Collection.Submissions;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Review.Delegation;

// What somebody may review: what their own roles reach, and what was handed to them. The roles of whoever handed it over are read at each
// use, so that a right which they lose is lost here too; what they were handed themselves is not among them, so that there are no chains.
internal sealed class ReviewReach(CollectionDb db, IPeople people)
{
    private IReadOnlyList<Handed>? _handed;

    // True when there is anything that the caller could review, by a role or as a delegate.
    public async Task<bool> MayReviewAsync(Permission permission, CancellationToken ct) =>
        db.Me.May(permission) || (await HandedAsync(ct)).Any(h => h.Delegator.May(permission));

    // Submissions on which the caller holds the permission. A delegate reads what was handed in and the delegator may review.
    public async Task<IQueryable<Submission>> SubmissionsAsync(Permission permission, CancellationToken ct)
    {
        var own = db.SubmissionsFor(permission);
        var handed = await HandedAsync(ct);
        if (handed.Count == 0)
        {
            return own;
        }

        var ids = own.Select(s => s.Id);
        foreach (var delegation in handed)
        {
            foreach (var right in permission == CollectionPermissions.Read ? [CollectionPermissions.Forward, CollectionPermissions.Review] : (Permission[])[permission])
            {
                ids = ids.Union(delegation.Of(db.Submissions.Where(s => s.HandInNumber > 0), right).Select(s => s.Id));
            }
        }

        return db.Submissions.Where(s => ids.Contains(s.Id));
    }

    // By which right the caller reviews this one: their own before another's. Null when by none.
    public async Task<ReviewRight?> RightAsync(Permission permission, Submission submission, CancellationToken ct)
    {
        if (db.Me.Reaches(permission, submission.OrganisationId, submission.Region))
        {
            return new ReviewRight(null);
        }

        var handed = (await HandedAsync(ct)).Where(h => h.Reaches(permission, submission)).ToList();

        // Rather for somebody who did not hand it in.
        return (handed.Find(h => h.Delegation.By != submission.HandedInBy) ?? handed.FirstOrDefault()) is { } by ? new ReviewRight(by.Delegation) : null;
    }

    private async Task<IReadOnlyList<Handed>> HandedAsync(CancellationToken ct)
    {
        if (_handed is not null || db.Me.Kind is not ActorKind.Person)
        {
            return _handed ??= [];
        }

        var me = db.Me.Id;
        var found = new List<Handed>();
        foreach (var delegation in await db.DelegationsHolding(db.Today).AsNoTracking().Where(d => d.To == me).OrderBy(d => d.Id).Take(ReviewDelegation.HeldMax).ToListAsync(ct))
        {
            var grants = await people.GrantsOfAsync(delegation.By, ct);
            found.Add(new Handed(delegation, new Actor(ActorKind.Person, delegation.By, delegation.ByName, grants.SelectMany(g => g.Permissions).ToHashSet()) { Grants = grants }));
        }

        return _handed = found;
    }

    private sealed record Handed(ReviewDelegation Delegation, Actor Delegator)
    {
        public IQueryable<Submission> Of(IQueryable<Submission> all, Permission permission)
        {
            var reached = all.InScope(Delegator, permission, s => s.OrganisationId, s => s.Region);
            return Delegation.TaskId is { } task ? reached.Where(s => s.TaskId == task) : reached;
        }

        public bool Reaches(Permission permission, Submission submission) =>
            (Delegation.TaskId is not { } task || task == submission.TaskId) && Delegator.Reaches(permission, submission.OrganisationId, submission.Region);
    }
}

// For: the delegation under which somebody reviews; null when by a role of their own.
internal sealed record ReviewRight(ReviewDelegation? For)
{
    // Nobody reviews what they handed in, or what was handed in by whom they stand in for.
    public bool IsOwnHandIn(Submission submission, Actor me) => submission.HandedInBy is { } by && (by == me.Id || by == For?.By);
}

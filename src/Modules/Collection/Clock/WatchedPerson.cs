using Gongxin.Collection.Review.Delegation;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;

namespace Gongxin.Collection.Clock;

// Who may be told of a submission: by a role of their own, or under a delegation by a role of whoever gave it.
internal sealed record WatchedPerson(string ActorId, ActorGrant Grant, ReviewDelegation? Under)
{
    public static IReadOnlyList<WatchedPerson> Of(IReadOnlyList<PermissionHolder> holders, IReadOnlyList<ReviewDelegation> delegations)
    {
        var given = delegations.ToLookup(d => d.By, StringComparer.Ordinal);
        return
        [
            .. holders.Select(h => new WatchedPerson(h.ActorId, h.Grant, null)),
            .. holders.SelectMany(h => given[h.ActorId].Select(d => new WatchedPerson(d.To, h.Grant, d))),
        ];
    }

    // A delegate is not told of another task's, nor of what they may not review for this delegator.
    public bool IsConcerned(Guid task, string? handedInBy) =>
        Under is null || ((Under.TaskId is not { } only || only.Value == task) && (handedInBy is null || (handedInBy != Under.By && handedInBy != Under.To)));
}

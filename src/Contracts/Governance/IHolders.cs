using Gongxin.Kernel.Identity;

namespace Gongxin.Contracts.Governance;

/// <summary>People by what they may do, for whoever has to tell them something that only some of them reach.</summary>
public interface IHolders
{
    /// <summary>The grants with this permission that people with an open account hold now; one person may hold several.</summary>
    Task<IReadOnlyList<PermissionHolder>> OfAsync(Permission permission, CancellationToken ct);
}

/// <param name="ActorId">The person, as an actor.</param>
/// <param name="Grant">Where the permission is held; see <see cref="Scope.Reaches(ActorGrant, Guid?, string?)"/>.</param>
public sealed record PermissionHolder(string ActorId, ActorGrant Grant);

using Gongxin.Kernel.Identity;

namespace Gongxin.Contracts.Governance;

/// <summary>People with an open account, for whoever puts another person into a place: by the name that they sign in with, which is told, not looked up.</summary>
public interface IPeople
{
    /// <summary>Null when nobody with an open account signs in with this name.</summary>
    Task<KnownPerson?> FindAsync(string signInName, CancellationToken ct);

    /// <summary>What the person holds at this moment; nothing when the account is closed.</summary>
    Task<IReadOnlyList<ActorGrant>> GrantsOfAsync(string actorId, CancellationToken ct);
}

/// <param name="ActorId">The person, as an actor.</param>
/// <param name="Name">As the person is shown beside what they do.</param>
public sealed record KnownPerson(string ActorId, string Name);

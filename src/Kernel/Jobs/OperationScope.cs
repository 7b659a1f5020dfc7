using System.Text.Json;
using Gongxin.Kernel.Identity;

namespace Gongxin.Kernel.Jobs;

/// <summary>
/// For whom and where whoever queued an operation acts, kept with it: its handler sees the rows that this person or key saw. What a
/// role permits is read when the operation runs and cut to what was permitted when it was queued, so that neither grows meanwhile.
/// </summary>
internal static class OperationScope
{
    public static string Write(Actor actor) => actor.Grants.Count == 0 && actor.KeyOrganisation is null
        ? ""
        : JsonSerializer.Serialize(new Kept(actor.KeyOrganisation, [.. actor.Grants.Select(g => new KeptGrant(g.Role, g.OrganisationId, g.Region))]));

    /// <summary>The actor as it was when the operation was queued.</summary>
    public static Actor Read(Operation operation, RoleBook roles)
    {
        var permissions = operation.Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var kept = operation.Scope.Length == 0 ? new Kept(null, []) : JsonSerializer.Deserialize<Kept>(operation.Scope)!;
        return new Actor(KindOf(operation.StartedBy), operation.StartedBy, operation.StartedByName, permissions)
        {
            KeyOrganisation = kept.KeyOrganisation,
            Grants = [.. kept.Grants.Select(g => new ActorGrant(g.Role, g.OrganisationId, g.Region, roles.PermissionsOf(g.Role, g.OrganisationId, g.Region).Intersect(permissions).ToHashSet(StringComparer.Ordinal)))],
        };
    }

    private static ActorKind KindOf(string startedBy) =>
        startedBy.StartsWith("system:", StringComparison.Ordinal) ? ActorKind.System
        : startedBy.StartsWith(Actor.PersonPrefix, StringComparison.Ordinal) ? ActorKind.Person
        : ActorKind.Application;

    private sealed record Kept(Guid? KeyOrganisation, IReadOnlyList<KeptGrant> Grants);

    private sealed record KeptGrant(string Role, Guid? OrganisationId, string? Region);
}

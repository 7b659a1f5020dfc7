using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Identity;

/// <summary>The roles in which people act. What a role permits is said by the modules: <see cref="RolesRegistration.AddRole"/>.</summary>
public static class Roles
{
    /// <summary>Fills in and hands in for an organisation.</summary>
    public const string Reporter = "reporter";

    /// <summary>Reviews what the own organisation hands in.</summary>
    public const string OrganisationReviewer = "org-reviewer";

    /// <summary>Reviews for the department.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Runs the platform's daily work: tasks, datasets, operations.</summary>
    public const string Operator = "operator";

    /// <summary>Handles cases and records of an authority.</summary>
    public const string Officer = "officer";

    /// <summary>Builds applications on the interfaces.</summary>
    public const string Developer = "developer";

    /// <summary>Opens and closes accounts and applications.</summary>
    public const string SystemAdministrator = "sysadmin";

    /// <summary>Grants and ends roles.</summary>
    public const string SecurityAdministrator = "secadmin";

    /// <summary>Reads the audit trail.</summary>
    public const string Auditor = "auditor";

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Reporter, OrganisationReviewer, Reviewer, Operator, Officer, Developer, SystemAdministrator, SecurityAdministrator, Auditor];

    /// <summary>The three administrators, of which no account may hold two.</summary>
    public static IReadOnlyList<string> Administrators { get; } = [SystemAdministrator, SecurityAdministrator, Auditor];
}

/// <summary>What one module permits to one role.</summary>
public sealed record RolePermissions(string Role, IReadOnlyList<Permission> Permissions);

/// <summary>What concerns the node as a whole: its rows belong to no organisation, so that nothing could limit them to one.</summary>
public sealed record NodePermissions(IReadOnlyList<Permission> Permissions);

/// <summary>What each role permits, over all modules (decision 0045).</summary>
public sealed class RoleBook
{
    private readonly Dictionary<string, IReadOnlySet<string>> _byRole;
    private readonly HashSet<string> _ofNode;

    public RoleBook(IEnumerable<RolePermissions> parts, IEnumerable<NodePermissions> ofNode)
    {
        _byRole = parts
            .GroupBy(p => p.Role, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlySet<string> (g) => g.SelectMany(p => p.Permissions).Select(p => p.Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        _ofNode = ofNode.SelectMany(p => p.Permissions).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Names of permissions.</summary>
    public IReadOnlySet<string> PermissionsOf(string role) => _byRole.GetValueOrDefault(role) ?? new HashSet<string>();

    /// <summary>Names of the permissions of a role as it was granted: limited to an organisation or a region, it permits nothing of the whole node.</summary>
    public IReadOnlySet<string> PermissionsOf(string role, Guid? organisation, string? region) =>
        organisation is null && region is null ? PermissionsOf(role) : PermissionsOf(role).Except(_ofNode).ToHashSet(StringComparer.Ordinal);

    /// <summary>True for what nobody has for one organisation or one region alone.</summary>
    public bool IsOfNode(string permission) => _ofNode.Contains(permission);
}

/// <summary>Registration of what roles permit.</summary>
public static class RolesRegistration
{
    /// <summary>Says what the module permits to a role of <see cref="Roles"/>.</summary>
    public static IServiceCollection AddRole(this IServiceCollection services, string role, params Permission[] permissions) =>
        services.AddSingleton(new RolePermissions(role, permissions));

    /// <summary>Says which permissions of the module concern the node as a whole.</summary>
    public static IServiceCollection AddNodePermissions(this IServiceCollection services, params Permission[] permissions) =>
        services.AddSingleton(new NodePermissions(permissions));
}

namespace Gongxin.Kernel.Identity;

/// <summary>Kinds of actors.</summary>
public enum ActorKind
{
    Anonymous,

    /// <summary>An application acting with an API key.</summary>
    Application,

    /// <summary>A person with an account, signed in.</summary>
    Person,

    /// <summary>The node itself: jobs, and the command line run by its operator.</summary>
    System,
}

/// <summary>Who asks. Every change of a business fact is audited under the actor's id.</summary>
/// <param name="Id">Stable id: <c>key:GUID</c>, <c>person:GUID</c> or <c>system:NAME</c>; <c>anonymous</c> for readers.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name, IReadOnlySet<string> Permissions)
{
    public const string PersonPrefix = "person:";

    /// <summary>In which roles, for whom and where a person acts; empty for everybody else.</summary>
    public IReadOnlyList<ActorGrant> Grants { get; init; } = [];

    /// <summary>The organisation that a key belongs to; null for keys of the node.</summary>
    public Guid? KeyOrganisation { get; init; }

    /// <summary>The one organisation that the actor acts for; null when there is none, or more than one.</summary>
    public Guid? Organisation => KeyOrganisation ?? (Grants.Select(g => g.OrganisationId).Distinct().ToList() is [{ } only] ? only : null);

    public static Actor Anonymous { get; } = new(ActorKind.Anonymous, "anonymous", "", new HashSet<string>());

    /// <summary>The node itself, which may do everything, under the name of the job or command.</summary>
    public static Actor System(string name) => new(ActorKind.System, $"system:{name}", name, new HashSet<string>());

    public bool May(Permission permission) => Kind is ActorKind.System || Permissions.Contains(permission.Name);
}

/// <summary>A role that a person holds now, with what it permits. Without organisation and region it holds for the whole node.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="OrganisationId">Limits it to what belongs to this organisation.</param>
/// <param name="Region">Limits it to a division and what lies in it, by its GB/T 2260 code.</param>
/// <param name="Permissions">Names of permissions.</param>
public sealed record ActorGrant(string Role, Guid? OrganisationId, string? Region, IReadOnlySet<string> Permissions);

/// <summary>A named right of a module, e.g. <c>catalogue.load</c>.</summary>
public readonly record struct Permission(string Name);

/// <summary>Holds the actor of the current scope: set by the host from the request, by runners from the job.</summary>
public sealed class CurrentActor
{
    public Actor Actor { get; set; } = Actor.Anonymous;
}

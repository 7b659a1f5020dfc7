namespace Gongxin.Kernel.Identity;

/// <summary>Kinds of actors.</summary>
public enum ActorKind
{
    Anonymous,

    /// <summary>An application or person acting with an API key.</summary>
    Application,

    /// <summary>The node itself: jobs, and the command line run by its operator.</summary>
    System,
}

/// <summary>Who asks. Every change of a business fact is audited under the actor's id.</summary>
/// <param name="Id">Stable id: the key's id, or <c>system:NAME</c>; <c>anonymous</c> for readers.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name, IReadOnlySet<string> Permissions)
{
    public static Actor Anonymous { get; } = new(ActorKind.Anonymous, "anonymous", "", new HashSet<string>());

    /// <summary>The node itself, which may do everything, under the name of the job or command.</summary>
    public static Actor System(string name) => new(ActorKind.System, $"system:{name}", name, new HashSet<string>());

    public bool May(Permission permission) => Kind is ActorKind.System || Permissions.Contains(permission.Name);
}

/// <summary>A named right of a module, e.g. <c>catalogue.load</c>.</summary>
public readonly record struct Permission(string Name);

/// <summary>Holds the actor of the current scope: set by the host from the request, by runners from the job.</summary>
public sealed class CurrentActor
{
    public Actor Actor { get; set; } = Actor.Anonymous;
}

using Gongxin.Collection.Workbooks;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;

namespace Gongxin.Collection.Sources;

// For whom a source is pulled: whoever set it, while that person or key may report or forward for the organisation. Then it may do for the
// organisation what handing in needs, and no more; and because it hands in under the same id, whoever set a source reviews nothing of it.
internal sealed class SourceActors(IHolders holders, ApiKeys keys)
{
    private const string Role = "source";

    private static readonly Permission[] Either = [CollectionPermissions.Report, CollectionPermissions.Forward];

    private static readonly HashSet<string> Needed = [CollectionPermissions.ReadName, CollectionPermissions.ReportName, WorkbookPermissions.ReadName];

    public async Task<Actor?> OfAsync(CollectionSource source, CancellationToken ct)
    {
        if (await keys.FindByActorAsync(source.SetBy, ct) is { } key)
        {
            return Either.Any(p => key.Reaches(p, source.OrganisationId, source.Region))
                ? new Actor(key.Kind, key.Id, key.Name, Needed) { KeyOrganisation = source.OrganisationId }
                : null;
        }

        foreach (var permission in Either)
        {
            if ((await holders.OfAsync(permission, ct)).Any(h => h.ActorId == source.SetBy && h.Grant.Reaches(source.OrganisationId, source.Region)))
            {
                return new Actor(ActorKind.Person, source.SetBy, source.SetByName, Needed) { Grants = [new ActorGrant(Role, source.OrganisationId, null, Needed)] };
            }
        }

        return null;
    }
}

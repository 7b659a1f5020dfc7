using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Rules;

// What a resource must meet beside the others: its name is the only one of its provider, its code nobody else's, and the codes
// that it points to exist.
internal sealed class ResourceNeighbours(CatalogueDb catalogue)
{
    public async Task<IReadOnlyList<ResourceFinding>> FindAsync(ResourceContent content, ResourceId? self, CancellationToken ct)
    {
        var found = new List<ResourceFinding>();
        var others = catalogue.Resources.Where(r => self == null || r.Id != self);
        var (name, provider) = (content.Name, content.ProviderCode);
        if (name is not null && provider is not null
            && await others.Where(r => r.ProviderCode == provider && r.Name == name).Select(r => r.Id).AnyAsync(ct))
        {
            found.Add(new ResourceFinding("name", "resource.name-taken", name));
        }

        if (content.Code()?.ToString() is { } code && await others.AnyAsync(r => r.Code == code, ct))
        {
            found.Add(new ResourceFinding("sequence", "resource.code-taken", code, code));
        }

        if (content.RelatedCodes.Count > 0)
        {
            var wanted = content.RelatedCodes;
            var known = await others.Where(r => r.Code != null && wanted.Contains(r.Code)).Select(r => r.Code!).ToListAsync(ct);
            found.AddRange(wanted.Where(c => ResourceCode.TryParse(c) is not null && c != content.Code()?.ToString()).Except(known)
                .Select(c => new ResourceFinding("relatedCodes", "resource.related-unknown", c, c)));
        }

        return found;
    }
}

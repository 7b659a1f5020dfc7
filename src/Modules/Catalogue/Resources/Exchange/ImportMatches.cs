using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Exchange;

// Finds the resources that rows of a file mean: by code, and without one by provider and name. A draft of one's own may name a
// code that it does not hold yet.
internal sealed class ImportMatches(CatalogueDb catalogue, CurrentActor current)
{
    public async Task<IReadOnlyList<Resource?>> FindAsync(IReadOnlyList<ResourceContent> contents, CancellationToken ct)
    {
        var me = current.Actor.Id;
        var codes = contents.Select(c => c.Code()?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var classes = contents.Where(c => c.Code() is not null).Select(c => c.ClassCode!).Distinct(StringComparer.Ordinal).ToArray();
        var sequences = contents.Where(c => c.Code() is not null).Select(c => c.Sequence!).Distinct(StringComparer.Ordinal).ToArray();
        var names = contents.Select(c => c.Name).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var providers = contents.Select(c => c.ProviderCode).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var known = await catalogue.WholeResources.Where(r =>
            (r.Code != null && codes.Contains(r.Code))
            || (r.CreatedBy == me && r.Code == null && classes.Contains(r.ClassCode!) && sequences.Contains(r.Sequence!))
            || (providers.Contains(r.ProviderCode!) && names.Contains(r.Name))).ToListAsync(ct);
        return [.. contents.Select(c => Match(c, known, me))];
    }

    // Why the rows may not become this resource; null when they may.
    public ResourceFinding? WhyNot(Resource? resource, ResourceContent content) =>
        resource is null || (resource.CreatedBy == current.Actor.Id && (ResourceStates.IsChangeable(resource.State) || content.IsSameAs(resource.Content))) ? null
        : resource.CreatedBy != current.Actor.Id ? new ResourceFinding("name", "resource.not-yours", content.Name)
        : new ResourceFinding("name", "resource.in-review-or-published", content.Name);

    private static Resource? Match(ResourceContent content, List<Resource> known, string me)
    {
        var code = content.Code();
        return known.Find(r => code is not null && r.Code == code.ToString())
            ?? known.Find(r => code is { } c && r.CreatedBy == me && r.Code is null && r.ClassCode == c.Class && r.Sequence == c.Sequence)
            ?? known.Find(r => r.ProviderCode == content.ProviderCode && r.Name == content.Name && (code is null || r.Sequence is null || r.Code is null));
    }
}

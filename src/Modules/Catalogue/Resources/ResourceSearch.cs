using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources;

// The public catalogue: published resources by words, tree and facets, in the order of their codes.
internal sealed class ResourceSearch(CatalogueDb catalogue, CodeNames names)
{
    private const int ProvidersMax = 50;

    private enum Part
    {
        None,
        Class,
        ShareType,
        OpenType,
        UpdateCycle,
        Domain,
        Provider,
    }

    public async Task<FoundResources> FindAsync(ResourceFilter filter, CancellationToken ct)
    {
        var found = Narrow(filter, Part.None);
        var total = await found.LongCountAsync(ct);
#pragma warning disable CA1309 // The database compares, in the order in which it sorts.
        var page = filter.After is { } after ? found.Where(r => string.Compare(r.Code, after) > 0) : found;
#pragma warning restore CA1309
        var rows = await RowsAsync(page.OrderBy(r => r.Code).Take(filter.Limit + 1), ct);
        var next = rows.Count > filter.Limit && filter.Limit > 0 ? ResourceFilter.CursorOf(rows[filter.Limit - 1].Code!) : null;
        return new FoundResources(
            [.. rows.Take(filter.Limit)],
            total,
            next,
            await ClassesAsync(filter, ct),
            await FacetAsync(filter, Part.ShareType, CodedFields.ShareTypes, r => r.ShareType!, ct),
            await FacetAsync(filter, Part.OpenType, CodedFields.OpenTypes, r => r.OpenType!, ct),
            await FacetAsync(filter, Part.UpdateCycle, CodedFields.UpdateCycles, r => r.UpdateCycle!, ct),
            await FacetAsync(filter, Part.Domain, CodedFields.Domains, r => r.Domain!, ct),
            await ProvidersAsync(filter, ct));
    }

    public async Task<IReadOnlyList<ResourceRow>> RowsAsync(IQueryable<Resource> resources, CancellationToken ct)
    {
        var rows = await (
            from resource in resources.AsNoTracking()
            join dataset in catalogue.Datasets on resource.DatasetId equals dataset.Id into bound
            from dataset in bound.DefaultIfEmpty()
            select new
            {
                resource.Id, resource.Code, resource.Name, resource.ContentJson, resource.ProviderName, resource.ProviderCode, resource.State,
                resource.ShareType, resource.OpenType, resource.UpdateCycle, resource.Domain, resource.ItemCount, resource.ChangedAt, resource.PublishedAt,
                Dataset = dataset.State == DatasetState.Published ? (string?)dataset.Slug : null,
            }).ToListAsync(ct);
        return [.. rows.Select(r => new ResourceRow(
            r.Id.Value, r.Code, r.Name, StoredContent.Read(r.ContentJson).Summary, r.ProviderName, r.ProviderCode,
            names.Value(CodedFields.States, ResourceStates.CodeOf(r.State))!,
            names.Value(CodedFields.ShareTypes, r.ShareType),
            names.Value(CodedFields.OpenTypes, r.OpenType),
            names.Value(CodedFields.UpdateCycles, r.UpdateCycle),
            names.Value(CodedFields.Domains, r.Domain),
            r.ItemCount, r.Dataset, r.ChangedAt, r.PublishedAt))];
    }

    private IQueryable<Resource> Narrow(ResourceFilter filter, Part without)
    {
        var found = catalogue.Resources.AsNoTracking().Where(r => r.State == ResourceState.Published);
        foreach (var word in ResourceWords.Parse(filter.Words))
        {
            found = found.Where(r => r.SearchText.Contains(word));
        }

        found = filter.Class is { } cls && without is not Part.Class ? found.Where(r => r.ClassCode!.StartsWith(cls)) : found;
        found = filter.ShareType is { } share && without is not Part.ShareType ? found.Where(r => r.ShareType == share) : found;
        found = filter.OpenType is { } open && without is not Part.OpenType ? found.Where(r => r.OpenType == open) : found;
        found = filter.UpdateCycle is { } cycle && without is not Part.UpdateCycle ? found.Where(r => r.UpdateCycle == cycle) : found;
        found = filter.Domain is { } domain && without is not Part.Domain ? found.Where(r => r.Domain == domain) : found;
        return filter.Provider is { } provider && without is not Part.Provider ? found.Where(r => r.ProviderCode == provider) : found;
    }

    private async Task<IReadOnlyList<ResourceCount>> FacetAsync(
        ResourceFilter filter, Part part, string list, Expression<Func<Resource, string>> by, CancellationToken ct)
    {
        var counts = await Narrow(filter, part).GroupBy(by).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. counts.Where(c => c.Key is not null).OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ResourceCount(c.Key, names.Of(list, c.Key)!, c.Count))];
    }

    private async Task<IReadOnlyList<ResourceCount>> ProvidersAsync(ResourceFilter filter, CancellationToken ct)
    {
        var counts = await Narrow(filter, Part.Provider).Where(r => r.ProviderCode != null)
            .GroupBy(r => r.ProviderCode!).Select(g => new { g.Key, Name = g.Max(r => r.ProviderName), Count = g.Count() })
            .OrderByDescending(c => c.Count).ThenBy(c => c.Key).Take(ProvidersMax).ToListAsync(ct);
        return [.. counts.Select(c => new ResourceCount(c.Key, c.Name ?? c.Key, c.Count))];
    }

    // The tree, opened along the chosen class: every class, the items of the chosen one, the subjects of the chosen item.
    private async Task<IReadOnlyList<ResourceCount>> ClassesAsync(ResourceFilter filter, CancellationToken ct)
    {
        var counts = new List<ResourceCount>();
        var above = "";
        foreach (var length in ResourceCode.Levels)
        {
            var prefix = above;
            var level = await Narrow(filter, Part.Class).Where(r => r.ClassCode!.StartsWith(prefix))
                .GroupBy(r => r.ClassCode!.Substring(0, length)).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
            counts.AddRange(level.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new ResourceCount(c.Key, names.Of(CodedFields.Classes, c.Key)!, c.Count)));
            if (filter.Class is not { } chosen || chosen.Length < length)
            {
                break;
            }

            above = chosen[..length];
        }

        return [.. counts.OrderBy(c => c.Value, StringComparer.Ordinal)];
    }
}

using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Resources;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Timeliness;

// A published dataset with the cycle that holds for it: its own, or else that of the published resource it is the data of.
internal sealed record DeclaredDataset(
    DatasetId Id,
    string Slug,
    string Title,
    string? TitleEn,
    string? Theme,
    string? Provider,
    string? ProviderEn,
    int LatestNumber,
    DateTime PublishedAt,
    string? OwnCycle,
    string? CycleOfResource)
{
    public string? Cycle => OwnCycle ?? CycleOfResource;
}

internal static class DeclaredDatasets
{
    public static IQueryable<DeclaredDataset> Of(CatalogueDb catalogue, IQueryable<Dataset> datasets) =>
        from dataset in datasets
        join declared in catalogue.Resources.AsNoTracking().Where(r => r.State == ResourceState.Published) on dataset.Id equals declared.DatasetId into bound
        from resource in bound.DefaultIfEmpty()
        select new DeclaredDataset(
            dataset.Id, dataset.Slug, dataset.Title, dataset.TitleEn, dataset.Theme, dataset.Provider, dataset.ProviderEn, dataset.LatestNumber, dataset.PublishedAt,
            dataset.UpdateCycle, resource.UpdateCycle);
}

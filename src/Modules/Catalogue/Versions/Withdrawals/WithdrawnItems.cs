using Gongxin.Catalogue.Datasets;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Withdrawals;

// A dataset of which nothing can be had any more. Members are set by name, so that callers may filter and sort in SQL.
internal sealed record WithdrawnDataset
{
    public required DatasetId DatasetId { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required DateTime WithdrawnAt { get; init; }
    public required WithdrawalKind Kind { get; init; }
    public required string Reason { get; init; }
}

internal sealed record WithdrawnVersion
{
    public required DatasetId DatasetId { get; init; }
    public required string Slug { get; init; }
    public required int Number { get; init; }
    public required DateTime WithdrawnAt { get; init; }
    public required WithdrawalKind Kind { get; init; }
    public required string Reason { get; init; }
}

// What harvesters must forget, for the façades that tell them: filter by WithdrawnAt, order by WithdrawnAt and DatasetId.
internal sealed class WithdrawnItems(CatalogueDb catalogue)
{
    public IQueryable<WithdrawnDataset> Datasets() =>
        from dataset in catalogue.Datasets.AsNoTracking()
        join withdrawal in catalogue.Withdrawals on dataset.Withdrawal equals withdrawal.Id
        where dataset.State != DatasetState.Published
        select new WithdrawnDataset
        {
            DatasetId = dataset.Id,
            Slug = dataset.Slug,
            Title = dataset.Title,
            WithdrawnAt = withdrawal.WithdrawnAt,
            Kind = withdrawal.Kind,
            Reason = withdrawal.Reason,
        };

    public IQueryable<WithdrawnVersion> Versions() =>
        from version in catalogue.Versions.AsNoTracking()
        join withdrawal in catalogue.Withdrawals on version.Withdrawal equals withdrawal.Id
        join dataset in catalogue.Datasets on version.DatasetId equals dataset.Id
        select new WithdrawnVersion
        {
            DatasetId = dataset.Id,
            Slug = dataset.Slug,
            Number = version.Number,
            WithdrawnAt = withdrawal.WithdrawnAt,
            Kind = withdrawal.Kind,
            Reason = withdrawal.Reason,
        };
}

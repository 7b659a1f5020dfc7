using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Metadata;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Series;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Facades.Records;

// What façades read: published datasets with their newest version, without schemas and reports. All of them read here, so
// that what may not be seen on one way is seen on none.
internal sealed class RecordReads(CatalogueDb catalogue, DatasetReads reads)
{
    // A change is seen a moment after the time that it bears, when its transaction ends. Whoever asks for everything since the
    // beginning of his last visit would miss what was under way then, so he is told of a minute more.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

    public static DateTime BeforeUnderWay(DateTime since) => since > DateTime.MinValue + UnderWay ? since - UnderWay : DateTime.MinValue;

    public static Expression<Func<Dataset, bool>> ModifiedSince(DateTime since)
    {
        var from = BeforeUnderWay(since);
        return d => d.ModifiedAt >= from;
    }

    // A dataset by its slug or its id; refused as everywhere when there is none.
    public async Task<CatalogueRecord> FindAsync(string slugOrId, CancellationToken ct)
    {
        var record = Guid.TryParse(slugOrId, out var id)
            ? await FirstAsync(d => d.Id == new DatasetId(id) || d.Slug == slugOrId, ct)
            : await FirstAsync(d => d.Slug == slugOrId, ct);
        if (record is not null)
        {
            return record;
        }

        // Says why: never there, or withdrawn.
        await reads.OpenAsync(slugOrId, null, null, ct);
        throw CatalogueRefusals.DatasetNotFound(slugOrId);
    }

    // The dataset that has a resource of this id; null when none has.
    public async Task<(CatalogueRecord Record, ResourceKind Kind)?> FindResourceAsync(string text, CancellationToken ct)
    {
        if (!Guid.TryParse(text, out var id))
        {
            return null;
        }

        var candidates = ResourceId.Candidates(id);
        var record = await FirstAsync(d => candidates.Contains(d.Id), ct);
        return record is not null && ResourceId.KindOf(id, record.Id) is { } kind ? (record, kind) : null;
    }

    // Withdrawals change it too.
    public async Task<CatalogueState> StateAsync(CancellationToken ct) =>
        new(await catalogue.Datasets.MaxAsync(d => (DateTime?)d.ModifiedAt, ct), await catalogue.Datasets.CountAsync(ct));

    public Task<int> CountAsync(Expression<Func<Dataset, bool>> condition, CancellationToken ct) => catalogue.Published.CountAsync(condition, ct);

    public async Task<IReadOnlyList<CatalogueRecord>> PageAsync(
        Expression<Func<Dataset, bool>> condition, IReadOnlyList<RecordOrder> order, int offset, int limit, CancellationToken ct) =>
        limit == 0 ? [] : await With(Order(catalogue.Published.Where(condition), order).Skip(offset).Take(limit), order).ToListAsync(ct);

    // All that fit, in the order of their ids, one by one from the database.
    public IAsyncEnumerable<CatalogueRecord> StreamAsync(Expression<Func<Dataset, bool>> condition) =>
        With(catalogue.Published.Where(condition), []).AsAsyncEnumerable();

    public static Expression<Func<Dataset, bool>> IsOneOf(IReadOnlyList<string> slugs) => d => EF.Parameter(slugs).Contains(d.Slug);

    public async Task<IReadOnlyList<DatasetId>> IdsAsync(
        Expression<Func<Dataset, bool>> condition, IReadOnlyList<RecordOrder> order, int offset, int limit, CancellationToken ct) =>
        limit == 0 ? [] : await Order(catalogue.Published.Where(condition), order).Skip(offset).Take(limit).Select(d => d.Id).ToListAsync(ct);

    public async Task<IReadOnlyDictionary<string, DatasetId>> IdsBySlugAsync(Expression<Func<Dataset, bool>> condition, CancellationToken ct) =>
        await catalogue.Published.Where(condition).Select(d => new { d.Slug, d.Id }).ToDictionaryAsync(d => d.Slug, d => d.Id, StringComparer.Ordinal, ct);

    public IAsyncEnumerable<string> SlugsAsync(int offset, int limit) =>
        catalogue.Published.OrderBy(d => d.Slug).Skip(offset).Take(limit).Select(d => d.Slug).AsAsyncEnumerable();

    public async Task<IReadOnlyList<(ProviderName Provider, int Count)>> ProvidersAsync(CancellationToken ct)
    {
        var counts = await catalogue.Published.Where(d => d.Provider != null)
            .GroupBy(d => d.Provider!).Select(g => new { g.Key, En = g.Max(d => d.ProviderEn), Count = g.Count() }).ToListAsync(ct);
        return [.. counts.Select(c => (new ProviderName(c.Key, c.En), c.Count)).OrderBy(p => p.Item1.Name, StringComparer.Ordinal)];
    }

    // A value of the datasets that fit, with their number: theme, provider or licence.
    public async Task<IReadOnlyList<(string Value, int Count)>> ValuesAsync(
        Expression<Func<Dataset, bool>> condition, Expression<Func<Dataset, string?>> value, CancellationToken ct)
    {
        var counts = await catalogue.Published.Where(condition).GroupBy(value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. counts.Where(c => c.Key is not null).OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key!, c.Count))];
    }

    private Task<CatalogueRecord?> FirstAsync(Expression<Func<Dataset, bool>> condition, CancellationToken ct) =>
        With(catalogue.Published.Where(condition), []).FirstOrDefaultAsync(ct);

    private IQueryable<CatalogueRecord> With(IQueryable<Dataset> datasets, IReadOnlyList<RecordOrder> order) =>
        from dataset in Order(datasets, order)
        join version in catalogue.Versions.AsNoTracking()
            on new { dataset.Id, Number = dataset.LatestNumber } equals new { Id = version.DatasetId, version.Number }
        join s in catalogue.Series.AsNoTracking() on dataset.SeriesId equals (SeriesId?)s.Id into its
        from series in its.DefaultIfEmpty()
        select new CatalogueRecord
        {
            Id = dataset.Id.Value,
            Slug = dataset.Slug,
            Title = dataset.Title,
            TitleEn = dataset.TitleEn,
            Summary = dataset.Summary,
            SummaryEn = dataset.SummaryEn,
            Theme = dataset.Theme,
            Provider = dataset.Provider,
            ProviderEn = dataset.ProviderEn,
            Licence = dataset.Licence,
            Source = dataset.Source,
            UpdateCycle = dataset.UpdateCycle ?? catalogue.Resources.Where(r => r.DatasetId == dataset.Id && r.State == ResourceState.Published).Select(r => r.UpdateCycle).FirstOrDefault(),
            Region = dataset.Region ?? version.FoundRegion,
            CoversFrom = dataset.CoversFrom == null && dataset.CoversUntil == null ? version.FoundFrom : dataset.CoversFrom,
            CoversUntil = dataset.CoversFrom == null && dataset.CoversUntil == null ? version.FoundUntil : dataset.CoversUntil,
            Rights = dataset.Rights,
            Series = series == null ? null : new SeriesName(series.Slug, series.Title, series.TitleEn, series.Summary, series.SummaryEn),
            CreatedAt = dataset.CreatedAt,
            ModifiedAt = dataset.ModifiedAt,
            PublishedAt = version.PublishedAt,
            Version = version.Number,
            Rows = version.RowsLoaded,
            Columns = version.ColumnCount,
            DataSha256 = version.DataSha256,
            DataBytes = version.DataBytes,
        };

    private static IOrderedQueryable<Dataset> Order(IQueryable<Dataset> datasets, IReadOnlyList<RecordOrder> order)
    {
        IOrderedQueryable<Dataset>? sorted = null;
        foreach (var (key, descending) in order)
        {
            sorted = key switch
            {
                RecordKey.Id => By(datasets, sorted, d => d.Id, descending),
                RecordKey.Slug => By(datasets, sorted, d => d.Slug, descending),
                RecordKey.Title => By(datasets, sorted, d => d.Title, descending),
                RecordKey.Created => By(datasets, sorted, d => d.CreatedAt, descending),
                _ => By(datasets, sorted, d => d.ModifiedAt, descending),
            };
        }

        return By(datasets, sorted, d => d.Id, descending: false);
    }

    private static IOrderedQueryable<Dataset> By<TKey>(
        IQueryable<Dataset> datasets, IOrderedQueryable<Dataset>? sorted, Expression<Func<Dataset, TKey>> key, bool descending) =>
        (sorted, descending) switch
        {
            (null, false) => datasets.OrderBy(key),
            (null, true) => datasets.OrderByDescending(key),
            (_, false) => sorted.ThenBy(key),
            (_, true) => sorted.ThenByDescending(key),
        };
}

using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Facades.Dcat;
using Gongxin.Catalogue.Metadata;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Catalogue.Versions;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Quality;

// Counts the metrics of datasets at their newest versions and puts them into the store. Reports are read one dataset at a
// time, so memory holds two of them and the figures of one batch.
internal sealed class MeasureDatasets(CatalogueDb catalogue, IBlobs blobs, MeasuredRecord record, UpdatePromises promises, TimeProvider clock)
{
    // Raised whenever what is counted, or how, changes: everything is measured anew.
    public const int Edition = 2;

    public const int BatchMax = 100;

    private const string LockName = "catalogue.quality";

    // Published datasets that are no longer, or not yet, what their measurement says.
    public Task<List<DatasetId>> StaleAsync(CancellationToken ct)
    {
        var today = clock.LegalToday();
        return (
            from dataset in catalogue.Published
            join m in catalogue.Measurements on dataset.Id equals m.DatasetId into measured
            from m in measured.DefaultIfEmpty()
            join r in catalogue.Resources.Where(r => r.State == ResourceState.Published) on (DatasetId?)dataset.Id equals r.DatasetId into bound
            from r in bound.DefaultIfEmpty()
            where m == null || m.Number != dataset.LatestNumber || m.ModifiedAt != dataset.ModifiedAt || m.Edition != Edition
                || m.ResourceVersion != (int?)r.Version || (m.OnTimeUntil < today && m.MeasuredOn <= m.OnTimeUntil)
            orderby dataset.Id
            select dataset.Id).Take(BatchMax).ToListAsync(ct);
    }

    public async Task MeasureAsync(IReadOnlyList<DatasetId> ids, CancellationToken ct)
    {
        var datasets = await catalogue.Published.Where(d => ids.Contains(d.Id)).ToListAsync(ct);
        if (datasets.Count == 0)
        {
            return;
        }

        var bound = ids.Select(id => (DatasetId?)id).ToList();
        var resources = await catalogue.WholeResources.AsNoTracking().Where(r => r.State == ResourceState.Published && bound.Contains(r.DatasetId))
            .ToDictionaryAsync(r => r.DatasetId!.Value, ct);
        var metrics = new List<Metric>();
        var measurements = new List<Measurement>();
        foreach (var dataset in datasets)
        {
            var resource = resources.GetValueOrDefault(dataset.Id);
            var promise = PromiseOf(dataset, resource);
            metrics.AddRange((await MetricsAsync(dataset, resource, promise, ct)).Select(m => Metric.Of(dataset.Id, dataset.LatestNumber, m)));
            measurements.Add(new Measurement
            {
                DatasetId = dataset.Id,
                Number = dataset.LatestNumber,
                ModifiedAt = dataset.ModifiedAt,
                ResourceVersion = resource?.Version,
                Edition = Edition,
                MeasuredOn = clock.LegalToday(),
                OnTimeUntil = promise.OnTimeUntil,
            });
        }

        await KeepAsync(metrics, measurements, ct);
    }

    private async Task<IReadOnlyList<Measured>> MetricsAsync(Dataset dataset, Resource? resource, Promise promise, CancellationToken ct)
    {
        var version = await catalogue.Versions.AsNoTracking().SingleAsync(v => v.DatasetId == dataset.Id && v.Number == dataset.LatestNumber, ct);
        var before = await catalogue.Versions.AsNoTracking()
            .Where(v => v.DatasetId == dataset.Id && v.Number < dataset.LatestNumber && v.Withdrawal == null)
            .OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (!version.IsCoverageFound)
        {
            version = await FindCoverageAsync(version, ct);
        }

        var node = record.Catalogues.At(default).Dataset(CatalogueRecord.Of(dataset, version));
        return
        [
            .. ContentMetrics.Of(version, before),
            .. RecordMetrics.Of(dataset, version.Schema, resource?.Content, promise),
            .. MqaMetrics.Of(node, File.Exists(blobs.PathOf(version.DataSha256))),
        ];
    }

    // Of versions from before coverage was looked for. What was found is derived from the stored profile, so nothing of the version changes.
    private async Task<DatasetVersion> FindCoverageAsync(DatasetVersion version, CancellationToken ct)
    {
        var (region, from, until) = record.Coverage.Of(version.Schema, version.Quality);
        await catalogue.Versions.Where(v => v.Id == version.Id).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.FoundRegion, region).SetProperty(v => v.FoundFrom, from).SetProperty(v => v.FoundUntil, until).SetProperty(v => v.IsCoverageFound, true), ct);
        return await catalogue.Versions.AsNoTracking().SingleAsync(v => v.Id == version.Id, ct);
    }

    // The dataset's own cycle, or else that of its resource.
    private Promise PromiseOf(Dataset dataset, Resource? resource)
    {
        var cycle = dataset.UpdateCycle ?? resource?.UpdateCycle;
        var promise = promises.Of(cycle, LegalZone.LegalDay(dataset.PublishedAt));
        return new Promise(cycle, promise?.OverdueFrom.AddDays(-1), promise?.StateOn(clock.LegalToday()) is not FreshnessState.Overdue);
    }

    // An explicit transaction, because the rows of a version are replaced as a whole, by one process at a time.
    private async Task KeepAsync(List<Metric> metrics, List<Measurement> measurements, CancellationToken ct)
    {
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, LockName, ct);
        foreach (var measurement in measurements)
        {
            await catalogue.Metrics.Where(m => m.DatasetId == measurement.DatasetId && m.Number == measurement.Number).ExecuteDeleteAsync(ct);
        }

        var ids = measurements.ConvertAll(m => m.DatasetId);
        await catalogue.Measurements.Where(m => ids.Contains(m.DatasetId)).ExecuteDeleteAsync(ct);
        await catalogue.Whole.Dialect.BulkWriteAsync(catalogue.Whole, metrics, ct);
        await catalogue.Whole.Dialect.BulkWriteAsync(catalogue.Whole, measurements, ct);
        await transaction.CommitAsync(ct);
    }
}

// What the record that is measured is made with.
internal sealed record MeasuredRecord(DcatCatalogues Catalogues, CoverageFinder Coverage);

using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Jobs;

namespace Gongxin.Catalogue.Quality;

// Measures what has changed: versions, metadata, resources, rules, and the day on which something becomes overdue.
internal sealed class KeepMeasured(MeasureDatasets measure) : IJob
{
    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var stale = await measure.StaleAsync(ct);
        if (stale.Count > 0)
        {
            await measure.MeasureAsync(stale, ct);
        }

        return stale.Count == MeasureDatasets.BatchMax ? JobOutcome.More(stale.Count) : JobOutcome.Done(stale.Count);
    }
}

// A new version is measured as soon as its publication is committed.
internal sealed class MeasureVersion(MeasureDatasets measure) : IAnnouncementHandler<VersionPublished>
{
    public Task HandleAsync(VersionPublished announcement, CancellationToken ct) => measure.MeasureAsync([new DatasetId(announcement.DatasetId)], ct);
}

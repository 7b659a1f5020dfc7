using Gongxin.Kernel.Jobs;

namespace Gongxin.Catalogue.Rows.Exports;

// Takes away results that have expired, and what was left unfinished.
internal sealed class SweepExports(ExportFolder results, TimeProvider clock) : IJob
{
    public Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var before = (clock.GetUtcNow() - ExportFolder.KeptFor).UtcDateTime;
        var expired = results.Folder.Exists ? results.Folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before).ToList() : [];
        expired.ForEach(file => file.Delete());
        return Task.FromResult(JobOutcome.Done(expired.Count));
    }
}

using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;

namespace Gongxin.Datastore.Load;

// Takes away the temporary files of loads that were killed. No load that still runs leaves a file untouched for a day.
internal sealed class SweepLoads(PlatformSettings settings, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    public Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var before = (clock.GetUtcNow() - Age).UtcDateTime;
        var folder = new DirectoryInfo(LoadFiles.FolderOf(settings));
        var left = folder.Exists ? folder.EnumerateFiles().Where(f => f.LastWriteTimeUtc < before).ToList() : [];
        left.ForEach(f => f.Delete());
        return Task.FromResult(JobOutcome.Done(left.Count));
    }
}

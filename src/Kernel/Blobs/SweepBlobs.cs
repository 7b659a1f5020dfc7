using Gongxin.Kernel.Jobs;

namespace Gongxin.Kernel.Blobs;

// A process that was restarted within seconds did not take the leftovers of the killed one; this does.
internal sealed class SweepBlobs(FolderBlobs blobs) : IJob
{
    public Task<JobOutcome> RunAsync(CancellationToken ct) => Task.FromResult(JobOutcome.Done(blobs.RemoveLeftovers()));
}

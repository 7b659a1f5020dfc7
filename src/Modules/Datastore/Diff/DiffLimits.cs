using Gongxin.Datastore.Rows;

namespace Gongxin.Datastore.Diff;

internal sealed record DiffLimits
{
    // What finished differences may take on disk.
    public long CacheBytes { get; init; } = 4L << 30;

    // Differences worked out at once, and how long one may wait for its turn and then take.
    public QueryLimits Queries { get; init; } = new() { Concurrent = 1, Wait = TimeSpan.FromMinutes(10), Run = TimeSpan.FromMinutes(10) };

    // How long an answer waits for a difference; it is worked out to its end all the same, for whoever asks again.
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}

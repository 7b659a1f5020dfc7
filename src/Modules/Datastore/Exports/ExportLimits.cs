using Gongxin.Datastore.Rows;

namespace Gongxin.Datastore.Exports;

internal sealed record ExportLimits
{
    // What finished exports may take on disk.
    public long CacheBytes { get; init; } = 10L << 30;

    // Exports made at once, and how long one may wait for its turn and then take.
    public QueryLimits Queries { get; init; } = new() { Concurrent = 2, Wait = TimeSpan.FromMinutes(1), Run = TimeSpan.FromHours(2) };

    // How long an answer waits for the file to be finished before it streams what there is: a finished file has its length,
    // digest and row count in front, which over HTTP/1.1 (no trailers) is the only way to tell them.
    public TimeSpan HeadStart { get; init; } = TimeSpan.FromSeconds(1);

    // Unfinished files older than this belong to a program that was killed.
    public TimeSpan AbandonedAfter { get; init; } = TimeSpan.FromHours(3);
}

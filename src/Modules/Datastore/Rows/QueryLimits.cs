namespace Gongxin.Datastore.Rows;

// Bounds of every query. They are constants of the program: what an operator may set is in PlatformSettings.
internal sealed record QueryLimits
{
    // Queries that run at once; DuckDB spreads each over the cores by itself.
    public int Concurrent { get; init; } = Math.Max(4, Environment.ProcessorCount * 2);

    // How long a query may wait for its turn, and then run.
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan Run { get; init; } = TimeSpan.FromSeconds(10);

    // A page ends early when its JSON has grown to this.
    public int PageBytes { get; init; } = 4 << 20;

    // Answers and totals kept in memory, and the largest answer kept.
    public long CacheBytes { get; init; } = 64 << 20;
    public int CachedAnswerBytes { get; init; } = 256 << 10;
}

namespace Gongxin.Datastore.Rows.Index;

internal sealed record IndexLimits
{
    // What all indexes may take on disk; the least used are deleted, and built again when asked for.
    public long DiskBytes { get; init; } = 20L << 30;

    // Indexes mapped at once: each holds a file handle and a mapping.
    public int OpenMax { get; init; } = 256;

    // Rows are numbered with 32 bits.
    public long RowsMax { get; init; } = int.MaxValue - 64;

    // Builds that wait for their turn; what does not fit is asked for again by the next query.
    public int WaitingMax { get; init; } = 1000;
}

using System.Data.Common;
using System.Diagnostics;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Status;

// Whether the node is well, in figures that everybody may see.
public sealed record NodeStatus
{
    // Below this much free space a large file may not find room.
    public const long DiskFreeLow = 5L << 30;

    // The sequencer works every second or so; an act that waits longer than this has been forgotten.
    public static readonly TimeSpan LedgerWaitLong = TimeSpan.FromMinutes(5);

    public required DateTime At { get; init; }
    public required bool DatabaseAnswers { get; init; }
    public TimeSpan? DatabaseTime { get; init; }
    public long? LedgerSize { get; init; }
    public DateTime? LedgerAt { get; init; }
    public long? LedgerQueued { get; init; }
    public DateTime? LedgerOldest { get; init; }
    public long? OperationsQueued { get; init; }
    public long? OperationsRunning { get; init; }
    public long? AnnouncementsWaiting { get; init; }
    public SearchStatus? Search { get; init; }
    public required long DiskFree { get; init; }
    public required TimeSpan Up { get; init; }

    public bool DiskIsLow => DiskFree < DiskFreeLow;
    public bool LedgerIsBehind => LedgerOldest is { } oldest && At - oldest > LedgerWaitLong;
    public bool IsWell => DatabaseAnswers && !DiskIsLow && !LedgerIsBehind;
}

public sealed class NodeStatusReads
{
    private readonly GovernanceDb _governance;
    private readonly PlatformSettings _settings;
    private readonly ISearchStatus _search;
    private readonly TimeProvider _clock;

    internal NodeStatusReads(GovernanceDb governance, PlatformSettings settings, ISearchStatus search, TimeProvider clock) =>
        (_governance, _settings, _search, _clock) = (governance, settings, search, clock);

    public async Task<NodeStatus> ReadAsync(CancellationToken ct)
    {
        using var process = Process.GetCurrentProcess();
        var now = _clock.GetUtcNow().UtcDateTime;
        var status = new NodeStatus
        {
            At = now,
            DatabaseAnswers = false,
            DiskFree = new DriveInfo(_settings.DataFolder).AvailableFreeSpace,
            Up = now - process.StartTime.ToUniversalTime(),
        };
        try
        {
            return await WithDatabaseAsync(status, ct);
        }
        catch (DbException)
        {
            // That it does not answer is the status; the fault itself is in the log of the database.
            return status;
        }
    }

    private async Task<NodeStatus> WithDatabaseAsync(NodeStatus status, CancellationToken ct)
    {
        var from = Stopwatch.GetTimestamp();
        var checkpoint = await _governance.Whole.Set<LedgerCheckpoint>().AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);
        var databaseTime = Stopwatch.GetElapsedTime(from);
        var queue = await _governance.Whole.Set<QueuedEntry>().GroupBy(q => 1).Select(g => new { Count = g.LongCount(), Oldest = g.Min(q => q.At) }).FirstOrDefaultAsync(ct);
        var operations = await _governance.Operations
            .Where(o => o.State == OperationState.Queued || o.State == OperationState.Running)
            .GroupBy(o => o.State).Select(g => new { State = g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var waiting = await _governance.Whole.Set<OutboxMessage>().LongCountAsync(m => m.HandledAt == null, ct);
        return status with
        {
            DatabaseAnswers = true,
            DatabaseTime = databaseTime,
            LedgerSize = checkpoint?.Size ?? 0,
            LedgerAt = checkpoint?.At,
            LedgerQueued = queue?.Count ?? 0,
            LedgerOldest = queue?.Oldest,
            OperationsQueued = operations.Find(o => o.State is OperationState.Queued)?.Count ?? 0,
            OperationsRunning = operations.Find(o => o.State is OperationState.Running)?.Count ?? 0,
            AnnouncementsWaiting = waiting,
            Search = await _search.ReadAsync(ct),
        };
    }
}

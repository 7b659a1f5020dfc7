using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gongxin.Kernel.Data;

/// <summary>
/// Looks twice a second for what other processes of the node have changed. Public acts are seen by the size of the ledger,
/// which has no gaps; everything else by its audit row.
/// </summary>
public sealed partial class RevisionWatch(
    PublicRevision revision, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RevisionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Ids are in the order of their process' clock: one that comes late still stands among the newest.
    private const int NewestMax = 64;

    private List<Guid> _newest = [];
    private volatile LedgerCheckpoint? _checkpoint;
    private bool _isAway;

    /// <summary>The ledger's newest checkpoint when last looked; null before the first.</summary>
    public LedgerCheckpoint? Checkpoint => _checkpoint;

    /// <summary>False until the database was first looked at.</summary>
    public bool HasLooked { get; private set; }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var lookedAt = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var checkpoint = await scope.ServiceProvider.GetRequiredService<LedgerReader>().CheckpointAsync(ct);
        var newest = await db.Set<AuditEntry>().OrderByDescending(a => a.Id).Take(NewestMax).Select(a => a.Id).ToListAsync(ct);
        var hasChanged = checkpoint?.Size != _checkpoint?.Size || !newest.SequenceEqual(_newest);
        (_checkpoint, _newest, HasLooked) = (checkpoint, newest, true);
        if (hasChanged)
        {
            revision.Advance();
        }

        revision.Looked(lookedAt);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
                _isAway = false;
            }
            catch (System.Data.Common.DbException fault)
            {
                if (!_isAway)
                {
                    DatabaseAway(fault);
                }

                _isAway = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(140, LogLevel.Warning, "The database does not answer: what other processes change is not seen until it does.")]
    private partial void DatabaseAway(Exception fault);
}

using Gongxin.Host.Commands;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Settings;
using Gongxin.Ui.Shell;

namespace Gongxin.Host.Composition;

// Keeps the figures of header and footer at hand, so that no page asks the database for them.
internal sealed partial class ShellFactsWatch(
    PlatformSettings settings, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ShellFactsWatch> log) : BackgroundService, IShellFacts
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(2);

    private volatile ShellFacts _current = new(settings.SiteName, settings.Operator, settings.Contact, null, null, VersionCommand.Version);

    public ShellFacts Current => _current;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Age, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var checkpoint = await scope.ServiceProvider.GetRequiredService<LedgerReader>().CheckpointAsync(stoppingToken);
                _current = _current with { LedgerSize = checkpoint?.Size ?? 0, LedgerAt = checkpoint?.At };
            }
            catch (System.Data.Common.DbException fault)
            {
                DatabaseAway(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(200, LogLevel.Warning, "The ledger's position could not be read; the old one is shown.")]
    private partial void DatabaseAway(Exception fault);
}

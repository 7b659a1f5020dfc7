using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gongxin.Registry.Index;

// Reads the names when a node begins to serve, so that nobody who searches has to wait for it, and follows the register.
internal sealed partial class KeepNameIndex(IServiceScopeFactory scopes, NameIndex index, TimeProvider clock, ILogger<KeepNameIndex> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await index.CurrentAsync(scope.ServiceProvider.GetRequiredService<RegistryDb>(), stoppingToken);
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

    [LoggerMessage(410, LogLevel.Warning, "The database does not answer: names of subjects are followed again when it does.")]
    private partial void DatabaseAway(Exception fault);
}

using System.Text.Json;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gongxin.Kernel.Jobs;

/// <summary>
/// Takes queued operations one after the other and runs them, each in its own scope and under a lease that a heartbeat
/// renews; picks up what a killed process left behind.
/// </summary>
internal sealed partial class OperationRunner(
    IServiceScopeFactory scopes, OperationSignal signal, TimeProvider clock, ILogger<OperationRunner> log) : BackgroundService
{
    // Loads use both cores by themselves; two at once keep a small file from waiting behind a large one.
    private const int AtOnce = 2;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await TakeAsync(stopping) is { } id)
                {
                    await RunAsync(id, stopping);
                    continue;
                }

                await signal.WaitAsync(Idle, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The outermost handler of the runner: the database may be away for a while; the work waits in it.
                RunnerFault(fault);
                await Task.Delay(Idle, clock, CancellationToken.None);
            }
        }
    }

    private async Task<OperationId?> TakeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var now = clock.GetUtcNow().UtcDateTime;
        var isWaiting = await db.Set<Operation>().AnyAsync(
            o => o.State == OperationState.Queued || (o.State == OperationState.Running && o.LeaseUntil < now), ct);
        if (!isWaiting)
        {
            return null;
        }

        // An explicit transaction, because taking must be exclusive between processes.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Dialect.LockAsync(db, "operations", ct);
        var operation = await db.Set<Operation>()
            .Where(o => o.State == OperationState.Queued || (o.State == OperationState.Running && o.LeaseUntil < now))
            .OrderBy(o => o.Id)
            .FirstOrDefaultAsync(ct);
        if (operation is null)
        {
            return null;
        }

        if (operation.State is OperationState.Running)
        {
            operation.Requeue();
        }

        operation.Start(now);
        if (operation.AttemptCount > Operation.AttemptsMax)
        {
            operation.Fail("operation.gave-up", null, now);
        }

        operation.Version++;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return operation.IsOver ? null : operation.Id;
    }

    private async Task RunAsync(OperationId id, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var operation = await db.Set<Operation>().SingleAsync(o => o.Id == id, stopping);
        var actor = OperationScope.Read(operation, scope.ServiceProvider.GetRequiredService<RoleBook>());
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var progress = new LatestProgress();
        using var beat = new CancellationTokenSource();
        var beating = BeatAsync(id, progress, cancel, beat.Token);
        (string Code, string? Args)? problem = null;
        try
        {
            var handler = scope.ServiceProvider.GetServices<IOperationHandler>().SingleOrDefault(h => h.Kind == operation.Kind)
                ?? throw new InvalidOperationException($"No handler does {operation.Kind}.");
            await handler.RunAsync(new OperationContext(operation, actor, progress), cancel.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            problem = ("operation.cancelled", null);
        }
        catch (Refusal refusal)
        {
            problem = (refusal.Code, JsonSerializer.Serialize(refusal.Args.Select(a => a.ToString())));
        }
        catch (Exception fault)
        {
            // Handlers name what they expect; whatever else happens must end this operation, not the runner.
            OperationFault(id.Value, operation.Kind, fault);
            problem = ("server.fault", null);
        }
        finally
        {
            await beat.CancelAsync();
            await beating;
        }

        if (problem is { } ended && !stopping.IsCancellationRequested)
        {
            await EndAsync(id, operation.AttemptCount, ended, cancel.IsCancellationRequested);
        }
    }

    private async Task EndAsync(OperationId id, int attempt, (string Code, string? Args) problem, bool cancelled)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var operation = await db.Set<Operation>().SingleAsync(o => o.Id == id);
        if (operation.State is not OperationState.Running || operation.AttemptCount != attempt)
        {
            // It ended, or another process took it over when our lease ran out.
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (cancelled)
        {
            operation.Cancel(now);
        }
        else
        {
            operation.Fail(problem.Code, problem.Args, now);
        }

        operation.Version++;
        await db.SaveChangesAsync();
    }

    // Renews the lease, writes progress and looks for a request to cancel, beside the version token: the handler's own
    // save must not lose a race against its heartbeat.
    private async Task BeatAsync(OperationId id, LatestProgress progress, CancellationTokenSource cancel, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Heartbeat, clock, ct);
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
                var until = clock.GetUtcNow().UtcDateTime + Operation.Lease;
                var at = progress.Value;
                var operations = db.Set<Operation>().Where(o => o.Id == id && o.State == OperationState.Running);
                await operations.ExecuteUpdateAsync(
                    set => set.SetProperty(o => o.LeaseUntil, until)
                        .SetProperty(o => o.Step, at.Step)
                        .SetProperty(o => o.Done, at.Done)
                        .SetProperty(o => o.Total, at.Total),
                    ct);
                if (await db.Set<Operation>().AnyAsync(o => o.Id == id && o.CancelRequested, ct))
                {
                    await cancel.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (System.Data.Common.DbException fault)
        {
            // A missed heartbeat is no reason to stop the work; when the lease runs out the version token decides.
            RunnerFault(fault);
        }
    }

    [LoggerMessage(100, LogLevel.Error, "The operation runner failed; it goes on.")]
    private partial void RunnerFault(Exception fault);

    [LoggerMessage(101, LogLevel.Error, "Operation {Id} ({Kind}) failed by a fault.")]
    private partial void OperationFault(Guid id, string kind, Exception fault);

    private sealed class LatestProgress : IProgress<OperationProgress>
    {
        private readonly Lock _lock = new();
        private OperationProgress _value;

        public OperationProgress Value
        {
            get
            {
                lock (_lock)
                {
                    return _value;
                }
            }
        }

        public void Report(OperationProgress value)
        {
            lock (_lock)
            {
                _value = value;
            }
        }
    }
}

/// <summary>Wakes the runner when an operation was queued in this process.</summary>
public sealed class OperationSignal : IDisposable
{
    private readonly SemaphoreSlim _queued = new(0);

    public void Queued() => _queued.Release();

    public void Dispose() => _queued.Dispose();

    internal Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _queued.WaitAsync(atMost, ct);
}

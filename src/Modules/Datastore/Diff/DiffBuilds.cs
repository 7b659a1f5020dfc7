using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Exports;

namespace Gongxin.Datastore.Diff;

// Finished differences and those being worked out: each once, however many ask for it, and to its end even if they leave.
internal sealed class DiffBuilds(DiffMaker maker, Lazy<DiffCache> cache, DiffLimits limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    // The file, held open so that it stays while it is read.
    public async Task<FileStream> OpenAsync(DiffPlan plan, CancellationToken ct)
    {
        if (Finished(plan, out var making) is { } known)
        {
            return known;
        }

        await Task.WhenAny(making, Task.Delay(limits.Patience, clock, ct));
        ct.ThrowIfCancellationRequested();
        if (!making.IsCompleted)
        {
            throw DatastoreRefusals.DiffInProgress();
        }

        await making;
        return cache.Value.Files.Open(plan.CacheKey)?.Content ?? throw DatastoreRefusals.DiffInProgress();
    }

    private FileStream? Finished(DiffPlan plan, out Task making)
    {
        lock (_lock)
        {
            making = Task.CompletedTask;
            if (cache.Value.Files.Open(plan.CacheKey) is { } finished)
            {
                return finished.Content;
            }

            if (!_running.TryGetValue(plan.CacheKey, out making!))
            {
                making = Task.Run(() => RunAsync(plan));
                _running[plan.CacheKey] = making;

                // Whoever waited may have left: a failure is then nobody's.
                _ = making.ContinueWith(done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            return null;
        }
    }

    private async Task RunAsync(DiffPlan plan)
    {
        var file = cache.Value.Files.NewFile();
        try
        {
            var result = await maker.MakeAsync(plan, file);
            cache.Value.Files.Keep(plan.CacheKey, file, "parquet", result);
        }
        finally
        {
            lock (_lock)
            {
                _running.Remove(plan.CacheKey);
            }

            File.Delete(file);
        }
    }
}

// The folder of differences; an export cache of its own.
internal sealed record DiffCache(ExportCache Files);

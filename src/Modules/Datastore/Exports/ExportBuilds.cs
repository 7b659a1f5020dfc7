using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Exports;

// Finished exports and those being made: each is made once, however many ask for it.
internal sealed class ExportBuilds(ExportMaker maker, Lazy<ExportCache> cache)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ExportBuild> _running = new(StringComparer.Ordinal);

    public (FileStream Content, ExportResult Result)? Finished(string key) => cache.Value.Open(key);

    // A finished export, or a place at one being made: then the caller must leave it.
    public ExportReading Open(ExportPlan plan)
    {
        lock (_lock)
        {
            if (cache.Value.Open(plan.Key) is { } finished)
            {
                return new ExportReading(finished.Content, finished.Result, null);
            }

            if (!_running.TryGetValue(plan.Key, out var build) || build.IsAbandoned)
            {
                build = new ExportBuild(cache.Value.NewFile(), (self, ct) => RunAsync(plan, self, ct));
                _running[plan.Key] = build;
            }

            return new ExportReading(build.Join(), null, build);
        }
    }

    public void Leave(ExportBuild build)
    {
        lock (_lock)
        {
            build.Leave();
        }
    }

    private async Task<ExportResult> RunAsync(ExportPlan plan, ExportBuild build, CancellationToken ct)
    {
        try
        {
            var result = await maker.MakeAsync(plan, build, ct);
            build.CloseContent();
            lock (_lock)
            {
                cache.Value.Keep(plan.Key, build.File, ExportFormats.ExtensionOf(plan.Format), result);
            }

            return result;
        }
        finally
        {
            Remove(plan.Key, build);
            await build.DisposeAsync();
            File.Delete(build.File);
        }
    }

    private void Remove(string key, ExportBuild build)
    {
        lock (_lock)
        {
            build.End();
            if (_running.GetValueOrDefault(key) == build)
            {
                _running.Remove(key);
            }
        }
    }
}

// Either a finished file with its result, or one that grows.
internal sealed record ExportReading(FileStream Content, ExportResult? Result, ExportBuild? Build);

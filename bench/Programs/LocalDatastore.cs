using System.Security.Cryptography;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore;
using Gongxin.Kernel.Settings;

namespace Gongxin.Bench.Programs;

// The datastore in this process, with a data folder of its own and the settings that a node has by default.
internal sealed class LocalDatastore : IDisposable
{
    private static readonly TimeSpan IndexWithin = TimeSpan.FromMinutes(15);

    private readonly PlatformSettings _settings;
    private readonly ServiceProvider _services;

    public LocalDatastore(string dataFolder)
    {
        _settings = new PlatformSettings { DataFolder = dataFolder };
        foreach (var folder in new[] { _settings.BlobFolder, _settings.CacheFolder, _settings.TempFolder })
        {
            Directory.CreateDirectory(folder);
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(_settings);
        services.AddDatastore();
        _services = services.BuildServiceProvider();
    }

    public IRowQueries Rows => _services.GetRequiredService<IRowQueries>();

    public IVersionDiffs Diffs => _services.GetRequiredService<IVersionDiffs>();

    // Where the files of versions lie: SQL of the datastore can read nothing outside its data folder.
    public string VersionFile(string name) => Path.Combine(_settings.BlobFolder, name);

    public Task<LoadResult> LoadAsync(string file, CancellationToken stop) =>
        _services.GetRequiredService<IDatastore>().LoadAsync(new LoadRequest(file, Path.GetFileName(file)), null, stop);

    // A version as a node keeps it, with its index: what queries find a little while after a load.
    public async Task<StoredVersion> KeepAsync(string file, CancellationToken stop)
    {
        using var loaded = await LoadAsync(file, stop);
        var table = loaded.Tables.Single();
        var kept = Path.Combine(_settings.BlobFolder, "version.parquet");
        File.Move(table.DataFile, kept);
        var version = new StoredVersion(await DigestAsync(kept, stop), kept, table.Schema, table.RowsLoaded);
        Rows.Prepare(version);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(IndexWithin);
        while (!File.Exists(Path.Combine(_settings.CacheFolder, "rows", version.Digest + ".index")))
        {
            await Task.Delay(100, patience.Token);
        }

        return version;
    }

    public void Dispose() => _services.Dispose();

    private static async Task<string> DigestAsync(string file, CancellationToken stop)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
    }
}

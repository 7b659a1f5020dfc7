using Gongxin.Kernel.Audit;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Host.Composition;

// A node without its web server: what the commands of the command line work with.
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private bool _isPrepared;

    private Node(ServiceProvider services) => _services = services;

    // Settings that are given win over the environment's and the file's.
    public static async Task<Node> OpenAsync(CancellationToken ct, IReadOnlyDictionary<string, string?>? given = null)
    {
        var node = OpenUnprepared(given);
        await PrepareAsync(node._services, ct);
        node._isPrepared = true;
        return node;
    }

    // Without folders and schema: what restore needs.
    public static Node OpenUnprepared(IReadOnlyDictionary<string, string?>? given = null)
    {
        var configuration = Configuration(given);
        var settings = PlatformSettings.From(configuration);
        return new Node(new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(log => log.AddConfiguration(configuration.GetSection("Logging")).AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddNode(settings)
            .BuildServiceProvider());
    }

    // The text of a refusal when no node is open any more.
    public static string TextOf(Refusal refusal)
    {
        using var node = OpenUnprepared()._services;
        return node.GetRequiredService<ProblemTexts>().Of(refusal);
    }

    public static IConfigurationRoot Configuration(IReadOnlyDictionary<string, string?>? given = null) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(given)
        .Build();

    // Folders, then the schema.
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        var settings = services.GetRequiredService<PlatformSettings>();
        foreach (var folder in new[] { settings.DataFolder, settings.BlobFolder, settings.CacheFolder, settings.TempFolder, settings.KeyFolder })
        {
            Directory.CreateDirectory(folder);
        }

        await using var scope = services.CreateAsyncScope();
        await MigrateAsync(scope.ServiceProvider.GetRequiredService<PlatformDb>(), settings, ct);
    }

    // EF's own lock on SQLite is a row in a table: a process killed while it holds the lock would keep every later one waiting
    // for ever. So nobody takes it without need, and whoever does holds a file lock, which ends with its process, and frees
    // what a dead one has left.
    private static async Task MigrateAsync(PlatformDb db, PlatformSettings settings, CancellationToken ct)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            return;
        }

        await using var alone = await LockAsync(Path.Combine(settings.TempFolder, "migrate.lock"), ct);
        await db.Dialect.FreeMigrationLockAsync(db, ct);
        await db.Database.MigrateAsync(ct);
    }

    private static async Task<FileStream> LockAsync(string file, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process of this node migrates.
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }

    // A scope in which the command acts under its own name.
    public AsyncServiceScope Scope(string command)
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System(command);
        return scope;
    }

    // What the command did is chained before it ends: beside a serving node that would happen within a second.
    public async ValueTask DisposeAsync()
    {
        if (_isPrepared)
        {
            await using var scope = _services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AuditSealer>().SealAllAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}

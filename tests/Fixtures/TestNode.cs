using System.Reflection;
using Gongxin.Kernel;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Fixtures;

/// <summary>A node without its host: a temporary data folder, a database with every module's tables, and the Kernel's services.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private static readonly Lazy<Assembly[]> Modules = new(FindModules);
    private static readonly Lazy<Task<string>> SqliteTemplate = new(BuildSqliteTemplateAsync);
    private static readonly Lazy<string> TemplateFolder = new(MakeTemplateFolder);

    private readonly Lazy<ServiceProvider> _services;

    private TestNode(Engine engine, PlatformSettings settings)
    {
        Engine = engine;
        Settings = settings;
        _services = new(() => Compose(Settings).BuildServiceProvider());
    }

    public Engine Engine { get; }
    public PlatformSettings Settings { get; }
    public ServiceProvider Services => _services.Value;

    public AsyncServiceScope NewScope() => Services.CreateAsyncScope();

    /// <summary>A context of its own on the node's database; the caller disposes it.</summary>
    public PlatformDb NewDb(Action<DbContextOptionsBuilder>? configure = null) => NewDb(Settings, configure);

    /// <summary>The registrations of this node, for a test that adds its module or replaces its clock.</summary>
    public IServiceCollection Compose() => Compose(Settings);

    internal static async Task<TestNode> CreateAsync(Engine engine)
    {
        var settings = new PlatformSettings { DataFolder = Directory.CreateTempSubdirectory("gongxin-test-").FullName };
        if (engine is Engine.Postgres)
        {
            var server = await PostgresServer.SharedAsync();
            settings = settings with { Database = await server.CreateDatabaseAsync("platform", c => CreateTablesAsync(settings with { Database = c })) };
        }
        else
        {
            File.Copy(await SqliteTemplate.Value, settings.SqliteFile);
        }

        return new TestNode(engine, settings);
    }

    /// <summary>A node with an empty data folder and without tables: what a backup is restored into. The caller disposes it.</summary>
    public static async Task<TestNode> CreateEmptyAsync(Engine engine)
    {
        var settings = new PlatformSettings { DataFolder = Directory.CreateTempSubdirectory("gongxin-test-").FullName };
        return engine is Engine.Postgres
            ? new TestNode(engine, settings with { Database = await (await PostgresServer.SharedAsync()).CreateEmptyDatabaseAsync() })
            : new TestNode(engine, settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
        {
            await Services.DisposeAsync();
        }

        if (Engine is Engine.Postgres)
        {
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(Settings.Database);
        }
        else
        {
            await using var db = NewDb();
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    private static IServiceCollection Compose(PlatformSettings settings)
    {
        var services = new ServiceCollection().AddLogging().AddKernel(settings);
        foreach (var module in Modules.Value)
        {
            services.AddModel(module);
        }

        return services.ConfigureDbContext<PlatformDb>(options => ForbidCrossing(options));
    }

    private static PlatformDb NewDb(PlatformSettings settings, Action<DbContextOptionsBuilder>? configure = null)
    {
        var options = new DbContextOptionsBuilder<PlatformDb>();
        DataRegistration.Configure(options, settings, new ModelAssemblies(Modules.Value.Select(m => new ModelAssemblies.Source(m))));
        ForbidCrossing(options);
        configure?.Invoke(options);
        return new PlatformDb(options.Options);
    }

    // A query of two collections that does not say whether it is one statement or several joins each row of one with each of the other.
    private static void ForbidCrossing(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.MultipleCollectionIncludeWarning));

    private static async Task CreateTablesAsync(PlatformSettings settings)
    {
        await using var db = NewDb(settings);
        await db.Database.EnsureCreatedAsync();
    }

    private static async Task<string> BuildSqliteTemplateAsync()
    {
        var settings = new PlatformSettings { DataFolder = TemplateFolder.Value };
        await CreateTablesAsync(settings);
        await using var db = NewDb(settings);
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        return settings.SqliteFile;
    }

    private static string MakeTemplateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("gongxin-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    // Every module that was built beside the tests, so that a new one need not be listed here.
    private static Assembly[] FindModules() =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Gongxin.*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Assembly.Load(new AssemblyName(name))),
    ];
}

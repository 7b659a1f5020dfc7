using System.Diagnostics;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Running;

// A place for one node: a temporary data folder and, on PostgreSQL, an empty database. The real program runs in it.
public sealed class NodeFolder : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "gongxin.dll");

    private static readonly Lazy<Task<string>> SqliteTemplate = new(BuildSqliteTemplateAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongxin-site-");

    private NodeFolder(Engine engine, string database)
    {
        Engine = engine;
        Settings = new PlatformSettings { DataFolder = Path.Combine(_folder.FullName, "data"), Database = database };
    }

    public Engine Engine { get; }
    public PlatformSettings Settings { get; }
    public string Scratch => _folder.FullName;

    // With the tables of the program, as its first start would make them: they are made once and copied.
    public static async Task<NodeFolder> CreateAsync(Engine engine)
    {
        if (engine is Engine.Postgres)
        {
            return new(engine, await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("program", d => PrepareAsync(new PlatformSettings { DataFolder = NewTemplateFolder(), Database = d })));
        }

        var folder = new NodeFolder(engine, "");
        Directory.CreateDirectory(folder.Settings.DataFolder);
        File.Copy(await SqliteTemplate.Value, folder.Settings.SqliteFile);
        return folder;
    }

    // With nothing at all, as the program finds it at its first start.
    public static async Task<NodeFolder> CreateEmptyAsync(Engine engine) =>
        new(engine, engine is Engine.Postgres ? await (await PostgresServer.SharedAsync()).CreateEmptyDatabaseAsync() : "");

    public string Write(string name, string text)
    {
        var path = Path.Combine(Scratch, name);
        File.WriteAllText(path, text);
        return path;
    }

    // Loads a file as `gongxin load` does, but in this process, where that takes a moment: for tests of what comes after.
    public async Task<SubmissionReport> LoadAsync(string file, string slug, string? title = null, string? theme = null, string? reason = null)
    {
        await using var node = await Node.OpenAsync(CancellationToken.None, GivenFor(Settings));
        await using var scope = node.Scope("load");
        var handIn = new HandIn(file, Path.GetFileName(file)) { About = new DatasetDescription { Slug = slug, Title = title, Theme = theme }, Reason = reason };
        var report = await scope.ServiceProvider.GetRequiredService<ISubmissions>().LoadAsync(handIn, null, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(CancellationToken.None);
        return report;
    }

    // Puts subjects into the register, as a source of the register does.
    public async Task PutAsync(params SubjectData[] subjects)
    {
        await using var node = await Node.OpenAsync(CancellationToken.None, GivenFor(Settings));
        await using var scope = node.Scope("register");
        await scope.ServiceProvider.GetRequiredService<ISubjects>().PutAsync(subjects, "register", CancellationToken.None);
    }

    // Runs a command of the command line to its end, in a process of its own.
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(guard.Token);
        return new CommandResult(process.ExitCode, await output, await errors);
    }

    // Starts a command; the caller ends it.
    public Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Scratch,
        };
        // The program optimises loops at once, for long loads; here it is started hundreds of times for short ones.
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["GONGXIN_DATA"] = Settings.DataFolder;
        start.Environment["GONGXIN_DATABASE"] = Settings.Database;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (Settings.UsesPostgres)
        {
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(Settings.Database);
        }

        _folder.Delete(recursive: true);
    }

    // What a node in this process is told, where one of its own has its environment.
    internal static Dictionary<string, string?> GivenFor(PlatformSettings settings) => new()
    {
        ["GONGXIN_DATA"] = settings.DataFolder,
        ["GONGXIN_DATABASE"] = settings.Database,
        ["Logging:Console:LogLevel:Default"] = "None",
    };

    private static async Task<string> BuildSqliteTemplateAsync()
    {
        var settings = new PlatformSettings { DataFolder = NewTemplateFolder() };
        await PrepareAsync(settings);
        return settings.SqliteFile;
    }

    private static async Task PrepareAsync(PlatformSettings settings)
    {
        await using var app = WebNode.Build(GivenFor(settings));
        await Node.PrepareAsync(app.Services, CancellationToken.None);
        SqliteConnection.ClearAllPools();
    }

    private static string NewTemplateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("gongxin-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}

public sealed record CommandResult(int ExitCode, string Output, string Errors);

using System.Diagnostics;
using Gongxin.Fixtures;
using Gongxin.Kernel.Settings;

namespace Gongxin.Running;

// A place for one node: a temporary data folder and, on PostgreSQL, an empty database. The real program runs in it.
public sealed class NodeFolder : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "gongxin.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongxin-site-");

    private NodeFolder(Engine engine, string database)
    {
        Engine = engine;
        Settings = new PlatformSettings { DataFolder = Path.Combine(_folder.FullName, "data"), Database = database };
    }

    public Engine Engine { get; }
    public PlatformSettings Settings { get; }
    public string Scratch => _folder.FullName;

    public static async Task<NodeFolder> CreateAsync(Engine engine) =>
        new(engine, engine is Engine.Postgres ? await (await PostgresServer.SharedAsync()).CreateEmptyDatabaseAsync() : "");

    public string Write(string name, string text)
    {
        var path = Path.Combine(Scratch, name);
        File.WriteAllText(path, text);
        return path;
    }

    // Runs a command of the command line to its end.
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
}

public sealed record CommandResult(int ExitCode, string Output, string Errors);

using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Gongxin.Fixtures;

/// <summary>
/// One real PostgreSQL for the whole test process, in a temporary folder, reached through a socket in that folder. A
/// small watcher holds the other end of a pipe: when this process ends, however it ends, the watcher stops the server
/// and deletes the folder.
/// </summary>
public sealed class PostgresServer
{
    // Runs as root only to start the server as "postgres", which refuses to run as root.
    private const string Watch = """
        set -eu
        folder=$1; bin=$2; as=
        if [ "$(id -u)" = 0 ]; then
          chown postgres "$folder"
          as="setpriv --reuid=postgres --regid=postgres --clear-groups"
        fi
        $as "$bin/initdb" -D "$folder/data" -U gongxin --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1
        $as "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=200 -c shared_buffers=64MB \
          -c fsync=off -c synchronous_commit=off -c full_page_writes=off </dev/null >"$folder/server.log" 2>&1 &
        server=$!
        cat >/dev/null || true
        kill -QUIT "$server" || true
        wait "$server" || true
        rm -rf "$folder"
        """;

    private static readonly Lazy<string?> Binaries = new(FindBinaries);
    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();
    private readonly string _folder;
    private readonly Process _watcher;
    private int _databases;

    private PostgresServer(string folder, Process watcher)
    {
        _folder = folder;
        _watcher = watcher;
    }

    /// <summary>Why the PostgreSQL half of the tests is skipped; null when it is not.</summary>
    public static string? WhyMissing =>
        Binaries.Value is null ? "No PostgreSQL server was found in /usr/lib/postgresql/*/bin." : null;

    public static Task<PostgresServer> SharedAsync() => Server.Value;

    /// <summary>A new database with the schema that <paramref name="build"/> makes; built once per name, then copied.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string schema, Func<string, Task> build)
    {
        var template = await _templates.GetOrAdd(schema, _ => new(() => BuildTemplateAsync(build))).Value;
        return await CreateAsync(template);
    }

    /// <summary>A new database without tables.</summary>
    public Task<string> CreateEmptyDatabaseAsync() => CreateAsync("template0");

    public async Task DropDatabaseAsync(string connection)
    {
        await using (var pool = new NpgsqlConnection(connection))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        await RunAsync($"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(connection).Database}\" WITH (FORCE)");
    }

    private async Task<string> BuildTemplateAsync(Func<string, Task> build)
    {
        var connection = await CreateAsync("template0");
        var unpooled = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        await build(unpooled.ConnectionString);
        return unpooled.Database!;
    }

    private async Task<string> CreateAsync(string template)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await RunAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return ConnectionTo(name);
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Username = "gongxin",
        Database = database,
        MaxPoolSize = 20,
        Timeout = 30,
    }.ConnectionString;

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gongxin-pg-").FullName;
        var start = new ProcessStartInfo("setsid")
        {
            ArgumentList = { "sh", "-c", Watch, "watch", folder, Binaries.Value ?? throw new InvalidOperationException(WhyMissing) },
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        var watcher = Process.Start(start) ?? throw new InvalidOperationException("The PostgreSQL server did not start.");
        var server = new PostgresServer(folder, watcher);
        await server.WaitUntilReadyAsync();
        return server;
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await RunAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (attempt < 600 && !_watcher.HasExited)
            {
                await Task.Delay(100);
            }
            catch (NpgsqlException fault)
            {
                throw new InvalidOperationException($"The PostgreSQL server did not start: {LogsOf(_folder)}", fault);
            }
        }
    }

    private static string LogsOf(string folder) =>
        string.Join('\n', Directory.EnumerateFiles(folder, "*.log").Select(File.ReadAllText));

    private static string? FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "postgres")))
                .OrderByDescending(bin => bin, StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
}

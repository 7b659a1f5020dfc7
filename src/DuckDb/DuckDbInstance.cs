using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Gongxin.DuckDb.Functions;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>
/// One database that the whole process shares: its memory limit and threads are then limits of the process.
/// Thread-safe; each thread opens its own connection. Functions registered here live as long as the instance.
/// </summary>
public sealed class DuckDbInstance : IDisposable
{
    private readonly DatabaseHandle _database;
    private readonly ConcurrentDictionary<long, TableSource> _sources = new();
    private readonly ConcurrentDictionary<ulong, CallbackFailure> _failures = new();
    private long _lastSource;

    public DuckDbInstance(DuckDbOptions? options = null)
    {
        options ??= new DuckDbOptions();
        _database = Open(options);
        try
        {
            using var connection = OpenConnection();
            TableFunction.Register(this, connection);
            options.Confine(connection);
        }
        catch (DuckDBException)
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>Version of the native library, e.g. <c>v1.5.6</c>.</summary>
    public static string LibraryVersion => NativeText.Of(NativeMethods.LibraryVersion()) ?? "";

    public DuckDBConnection OpenConnection()
    {
        var connection = new DuckDBConnection(this);
        connection.Open();
        return connection;
    }

    /// <summary>Makes a managed source of rows readable in SQL (see <see cref="ExposedTable.Sql"/>) until the result is disposed.</summary>
    public ExposedTable Expose(TableSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var key = Interlocked.Increment(ref _lastSource);
        _sources[key] = source;
        return new ExposedTable(this, key);
    }

    /// <summary>Registers a managed scalar function for the life of the instance. Rows with a NULL argument give NULL.</summary>
    public void RegisterScalarFunction(
        string name, IReadOnlyList<DuckDBScalarType> parameters, DuckDBScalarType result, ScalarBody body)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(body);
        using var connection = OpenConnection();
        ScalarFunction.Register(connection, name, parameters, result, body);
    }

    public void Dispose() => _database.Dispose();

    internal ConnectionHandle Connect()
    {
        ObjectDisposedException.ThrowIf(_database.IsClosed, this);
        if (NativeMethods.Connect(_database, out var connection) != NativeMethods.Success)
        {
            connection.Dispose();
            throw new DuckDBException("No connection to the database could be opened.", DuckDBErrorType.Invalid);
        }

        return connection;
    }

    internal TableSource? FindSource(long key) => _sources.GetValueOrDefault(key);

    internal void Withdraw(long key) => _sources.TryRemove(key, out _);

    internal void Track(ulong connectionId, CallbackFailure failure) => _failures[connectionId] = failure;

    internal void Untrack(ulong connectionId) => _failures.TryRemove(connectionId, out _);

    internal CallbackFailure? FailureOf(ulong connectionId) => _failures.GetValueOrDefault(connectionId);

    private static DatabaseHandle Open(DuckDbOptions options)
    {
        if (NativeMethods.CreateConfig(out var config) != NativeMethods.Success)
        {
            throw new DuckDBException("The database's settings could not be created.", DuckDBErrorType.OutOfMemory);
        }

        try
        {
            foreach (var (name, value) in options.ToSettings())
            {
                if (NativeMethods.SetConfig(config, name, value) != NativeMethods.Success)
                {
                    throw new DuckDBException($"The setting {name}={value} was refused.", DuckDBErrorType.InvalidInput);
                }
            }

            if (NativeMethods.Open(options.Path, out var database, config, out var error) != NativeMethods.Success)
            {
                database.Dispose();
                throw new DuckDBException(NativeText.Take(error) ?? "The database could not be opened.", DuckDBErrorType.IO);
            }

            return database;
        }
        finally
        {
            NativeMethods.DestroyConfig(ref config);
        }
    }
}

/// <summary>How the process's database is opened. What is not set is DuckDB's own choice.</summary>
public sealed record DuckDbOptions
{
    /// <summary>Database file; null is a database in memory.</summary>
    public string? Path { get; init; }

    public long? MemoryLimitBytes { get; init; }
    public int? Threads { get; init; }

    /// <summary>Where operators spill when memory is short; null forbids spilling.</summary>
    public string? TempDirectory { get; init; }

    /// <summary>When given, SQL can touch files under these directories only (and nothing over the network).</summary>
    public IReadOnlyList<string>? AllowedDirectories { get; init; }

    internal IEnumerable<(string Name, string Value)> ToSettings()
    {
        yield return ("autoinstall_known_extensions", "false");
        yield return ("autoload_known_extensions", "false");
        yield return ("allow_community_extensions", "false");
        yield return ("temp_directory", TempDirectory ?? "");
        if (MemoryLimitBytes is { } bytes)
        {
            yield return ("memory_limit", bytes.ToString(CultureInfo.InvariantCulture) + "B");
        }

        if (Threads is { } threads)
        {
            yield return ("threads", threads.ToString(CultureInfo.InvariantCulture));
        }
    }

    // External access cannot be switched on again in a running database, so this holds whatever SQL runs later.
    internal void Confine(DuckDBConnection connection)
    {
        if (AllowedDirectories is not { } directories)
        {
            return;
        }

        var list = string.Join(", ", directories.Select(directory => Sql.Literal(System.IO.Path.GetFullPath(directory) + "/")));
        connection.Execute($"SET allowed_directories = [{list}]; SET enable_external_access = false");
    }
}

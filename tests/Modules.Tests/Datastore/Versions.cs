using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Diff;
using Gongxin.Datastore.Exports;
using Gongxin.Datastore.Rows;
using Gongxin.Datastore.Rows.Index;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gongxin.Modules.Tests.Datastore;

// Versions made from rows in memory, and the services that read them, on a DuckDB of their own.
public class Versions : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongxin-versions-");
    private readonly List<IDisposable> _owned = [];
    private IndexFolder? _indexFolder;
    private int _count;

    public Versions()
    {
        DuckDb = Own(new DuckDbInstance(new DuckDbOptions { TempDirectory = Path.Combine(_folder.FullName, "spill") }));
        Indexes = Own(new RowIndexes(
            DuckDb, new Lazy<IndexFolder>(() => IndexFolder), new IndexLimits { RowsMax = 0 }, NullLogger<RowIndexes>.Instance));
        Queries = MakeQueries(new QueryLimits());
    }

    public DuckDbInstance DuckDb { get; }
    public string Folder => _folder.FullName;
    internal IRowQueries Queries { get; }

    // Nothing is indexed unless a test puts an index here itself.
    internal RowIndexes Indexes { get; }
    internal IndexFolder IndexFolder => _indexFolder ??= new IndexFolder(Path.Combine(Folder, "index"), TimeProvider.System);

    internal IRowQueries MakeQueries(QueryLimits limits) =>
        new RowQueries(Own(new QueryConnections(DuckDb, limits, TimeProvider.System)), Indexes, Own(new AnswerCache(limits)), limits);

    internal IExports MakeExports(ExportLimits? limits = null, string folder = "exports")
    {
        limits ??= new ExportLimits();
        var maker = Own(new ExportMaker(DuckDb, limits, TimeProvider.System));
        var cache = new Lazy<ExportCache>(() => new ExportCache(Path.Combine(Folder, folder), limits, TimeProvider.System));
        return new Downloads(maker, new ExportBuilds(maker, cache), limits);
    }

    internal IVersionDiffs Diffs => field ??= MakeDiffs();

    internal IVersionDiffs MakeDiffs(DiffLimits? limits = null)
    {
        limits ??= new DiffLimits();
        ExportCache Cache(string name) => new(Path.Combine(Folder, name), new ExportLimits(), TimeProvider.System);
        var cache = new Lazy<DiffCache>(() => new DiffCache(Cache("diffs")));
        var exports = new Lazy<ExportCache>(() => Cache("diff-files"));
        return new VersionDiffs(
            new DiffBuilds(Own(new DiffMaker(DuckDb, limits, TimeProvider.System)), cache, limits, TimeProvider.System),
            Own(new QueryConnections(DuckDb, new QueryLimits(), TimeProvider.System)),
            new ExportBuilds(Own(new ExportMaker(DuckDb, new ExportLimits(), TimeProvider.System)), exports),
            new QueryLimits(),
            new ExportLimits());
    }

    public T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    public static ColumnSchema Column(string name, ColumnType type, int precision = 0, int scale = 0) =>
        new() { Name = name, Type = type, Precision = precision, Scale = scale };

    // Cells are written as in a query; row numbers begin at 2 and leave gaps, as refused rows do.
    public StoredVersion Make(IReadOnlyList<ColumnSchema> columns, IEnumerable<string?[]> rows)
    {
        using var connection = DuckDb.OpenConnection();
        var names = columns.Select((_, at) => $"c{at}").ToArray();
        connection.Execute($"CREATE OR REPLACE TEMP TABLE t (r BIGINT, {string.Join(", ", names.Select(name => name + " VARCHAR"))})");
        var count = 0L;
        foreach (var batch in rows.Chunk(500))
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO t VALUES {string.Join(", ", batch.Select(_ => $"(?{string.Concat(names.Select(_ => ", ?"))})"))}";
            foreach (var row in batch)
            {
                insert.Parameters.AddValue(RowNumber(count++));
                Array.ForEach(row, cell => insert.Parameters.AddValue(cell));
            }

            insert.Execute();
        }

        return Store(connection, columns, $"SELECT r, {string.Join(", ", columns.Select((column, at) => Typed(column, names[at])))} FROM t ORDER BY r", count);
    }

    // Rows from SQL that gives the row number and then the columns, typed.
    public StoredVersion Store(IReadOnlyList<ColumnSchema> columns, string sql, long count)
    {
        using var connection = DuckDb.OpenConnection();
        return Store(connection, columns, sql, count);
    }

    public static long RowNumber(long index) => 2 + index + (index / 7);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            owned.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private protected virtual void Made(StoredVersion version)
    {
    }

    private StoredVersion Store(DuckDBConnection connection, IReadOnlyList<ColumnSchema> columns, string sql, long count)
    {
        var file = Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"v{Interlocked.Increment(ref _count)}'.parquet"));
        var aliases = string.Join(", ", columns.Select((_, at) => $"c{at}").Prepend("r"));
        var names = columns.Select((column, at) => $"c{at} AS {Sql.Name(column.Name)}").Prepend("r AS _row");
        connection.Execute($"COPY (SELECT {string.Join(", ", names)} FROM ({sql}) AS t({aliases})) TO {Sql.Literal(file)} (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
        var version = new StoredVersion(digest, file, new TableSchema(columns), count);
        Made(version);
        return version;
    }

    private static string Typed(ColumnSchema column, string name) => column.Type switch
    {
        ColumnType.Integer => $"CAST({name} AS BIGINT)",
        ColumnType.Decimal => string.Create(CultureInfo.InvariantCulture, $"CAST({name} AS DECIMAL({column.Precision},{column.Scale}))"),
        ColumnType.Number => $"CAST({name} AS DOUBLE)",
        ColumnType.Boolean => $"CAST({name} AS BOOLEAN)",
        ColumnType.Date => $"CAST({name} AS DATE)",
        ColumnType.DateTime => $"CAST({name} AS TIMESTAMP)",
        ColumnType.YearMonth => $"CAST({name} || '-01' AS DATE)",
        ColumnType.Year => $"CAST({name} || '-01-01' AS DATE)",
        _ => name,
    };
}

// The same, and every version has an index at once.
public sealed class IndexedVersions : Versions
{
    private protected override void Made(StoredVersion version)
    {
        if (version.RowCount == 0)
        {
            return;
        }

        var file = IndexFolder.NewFile();
        using var connection = DuckDb.OpenConnection();
        Assert.True(new IndexBuilder(connection, version, file).Build(default));
        IndexFolder.Keep(file, version.Digest);
        using var index = Indexes.Borrow(version);
        Assert.NotNull(index);
    }
}

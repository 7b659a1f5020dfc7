using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load;
using Gongxin.DuckDb;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gongxin.Modules.Tests.Datastore.Load;

// A loader on a DuckDB and a data folder of its own.
public sealed class LoadFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongxin-load-");
    private readonly FileLoader _loader;

    public LoadFixture()
    {
        Settings = new PlatformSettings { DataFolder = _folder.FullName };
        DuckDb = new DuckDbInstance(new DuckDbOptions
        {
            Threads = 2,
            TempDirectory = Path.Combine(Settings.TempFolder, "spill"),
            AllowedDirectories = [_folder.FullName],
        });
        _loader = new FileLoader(DuckDb, Settings, NullLogger<FileLoader>.Instance);
    }

    public DuckDbInstance DuckDb { get; }
    public PlatformSettings Settings { get; }
    public string LoadFolder => Path.Combine(Settings.TempFolder, "loads");

    public string[] FilesLeft => Directory.Exists(LoadFolder) ? Directory.GetFiles(LoadFolder) : [];

    public void Dispose()
    {
        DuckDb.Dispose();
        _folder.Delete(recursive: true);
    }

    public string Write(string text)
    {
        var file = Path.Combine(_folder.FullName, Guid.CreateVersion7() + ".csv");
        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return file;
    }

    public Task<LoadResult> LoadAsync(string text, TableSchema? schema = null, IProgress<LoadProgress>? progress = null, CancellationToken ct = default) =>
        _loader.LoadAsync(new LoadRequest(Write(text), "file.csv") { Schema = schema }, progress, ct);

    public Task<LoadResult> LoadFileAsync(string path, string fileName) => _loader.LoadAsync(new LoadRequest(path, fileName), null, CancellationToken.None);

    // The one table, checked against the sums that every load must keep.
    public async Task<LoadedTable> LoadTableAsync(string text, TableSchema? schema = null)
    {
        var table = Assert.Single((await LoadAsync(text, schema)).Tables);
        Assert.Equal(table.RowsRead, table.RowsLoaded + table.RowsRefused);
        Assert.All(table.Quality.Columns, column => Assert.Equal(table.RowsLoaded, column.Filled + column.Missing + column.Quarantined));
        Assert.Equal(table.CellsQuarantined, table.Quality.Columns.Sum(column => column.Quarantined));
        Assert.Equal(table.CellsQuarantined, table.FindingCounts.Where(c => c.Key.StartsWith("cell.", StringComparison.Ordinal)).Sum(c => c.Value));
        return table;
    }

    // Every row as text, cells joined by a bar, in the order of the file; what is NULL shows as ∅.
    public List<string> Rows(string parquet)
    {
        using var connection = DuckDb.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COLUMNS(*)::VARCHAR FROM read_parquet({Sql.Literal(parquet)})";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "∅" : reader.GetString(i))));
        }

        return rows;
    }

    public object? Scalar(string sql)
    {
        using var connection = DuckDb.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static ColumnSchema Column(string name, ColumnType type, int precision = 0, int scale = 0) =>
        new() { Name = name, Type = type, Precision = precision, Scale = scale };
}

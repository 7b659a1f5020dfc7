using System.Globalization;
using Gongxin.DuckDb;
using Gongxin.Kernel.Settings;

namespace Gongxin.Datastore.Load;

/// <summary>Names of the temporary files of one load. What is not handed over when it is disposed is deleted.</summary>
internal sealed class LoadFiles : IDisposable
{
    private readonly string _folder;
    private readonly List<string> _made = [];

    public LoadFiles(PlatformSettings settings)
    {
        _folder = FolderOf(settings);
        Directory.CreateDirectory(_folder);
    }

    public static string FolderOf(PlatformSettings settings) => Path.Combine(settings.TempFolder, "loads");

    public string New(string extension)
    {
        var file = Path.Combine(_folder, Guid.CreateVersion7().ToString("N") + extension);
        _made.Add(file);
        return file;
    }

    public void Delete(string file)
    {
        File.Delete(file);
        _made.Remove(file);
    }

    /// <summary>The files now belong to the result.</summary>
    public void HandOver() => _made.Clear();

    public void Dispose()
    {
        foreach (var file in _made.Where(File.Exists))
        {
            File.Delete(file);
        }
    }

    public static string Parquet(string file) => $"read_parquet({Sql.Literal(file)})";

    /// <summary>How a data file is written. DuckDB holds a row group in memory, so that long rows need short groups.</summary>
    public static string OptionsOf(long groupRows) =>
        string.Create(CultureInfo.InvariantCulture, $"(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE {groupRows})");
}

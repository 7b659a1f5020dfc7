using System.Globalization;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Exports;

// Finished exports on disk, as <key>-<rows>-<sha256>.<extension>. Giving a file that name is what makes it finished, so
// a killed program leaves nothing that could be taken for one.
internal sealed class ExportCache
{
    private const string Unfinished = ".unfinished";

    private readonly string _folder;
    private readonly ExportLimits _limits;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _bytes;

    public ExportCache(string folder, ExportLimits limits, TimeProvider clock)
    {
        _folder = folder;
        _limits = limits;
        _clock = clock;
        Directory.CreateDirectory(folder);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            TakeOver(file);
        }

        Evict();
    }

    // The file open, so that it can be served even if it is evicted now.
    public (FileStream Content, ExportResult Result)? Open(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return null;
            }

            entry.UsedAt = _clock.GetUtcNow();
            try
            {
                var content = new FileStream(entry.File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);
                return (content, entry.Result);
            }
            catch (FileNotFoundException)
            {
                // Somebody emptied the folder: the export is made again.
                Forget(key, entry);
                return null;
            }
        }
    }

    public string NewFile() => Path.Combine(_folder, Guid.CreateVersion7().ToString("N") + Unfinished);

    // The file's content must be on disk already: what has a final name is served without another look.
    public void Keep(string key, string file, string extension, ExportResult result)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{key}-{result.RowCount}-{result.Sha256}.{extension}");
        var final = Path.Combine(_folder, name);
        lock (_lock)
        {
            File.Move(file, final, overwrite: true);
            Remember(key, new Entry(final, result) { UsedAt = _clock.GetUtcNow() });
        }

        Evict();
    }

    private void TakeOver(FileInfo file)
    {
        var parts = Path.GetFileNameWithoutExtension(file.Name).Split('-');
        if (parts.Length == 3 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
        {
            Remember(parts[0], new Entry(file.FullName, new ExportResult(rows, file.Length, parts[2])) { UsedAt = WrittenAt(file) });
        }
        else if (file.Extension == Unfinished && WrittenAt(file) + _limits.AbandonedAfter < _clock.GetUtcNow())
        {
            file.Delete();
        }
    }

    private static DateTimeOffset WrittenAt(FileInfo file) => new(file.LastWriteTimeUtc, TimeSpan.Zero);

    private void Remember(string key, Entry entry)
    {
        if (_entries.TryGetValue(key, out var before))
        {
            Forget(key, before);
        }

        _entries[key] = entry;
        _bytes += entry.Result.Bytes;
    }

    private void Forget(string key, Entry entry)
    {
        _entries.Remove(key);
        _bytes -= entry.Result.Bytes;
    }

    private void Evict()
    {
        lock (_lock)
        {
            while (_bytes > _limits.CacheBytes)
            {
                var (key, oldest) = _entries.MinBy(entry => entry.Value.UsedAt);
                Forget(key, oldest);
                File.Delete(oldest.File);
            }
        }
    }

    private sealed record Entry(string File, ExportResult Result)
    {
        public DateTimeOffset UsedAt { get; set; }
    }
}

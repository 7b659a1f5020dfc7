namespace Gongxin.Datastore.Rows.Index;

// The files of the indexes, as <digest of the version>.index. A file gets its name when it is complete and on disk.
internal sealed class IndexFolder
{
    private const string Finished = ".index";
    private const string Unfinished = ".unfinished";

    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Bytes, DateTime WrittenAt)> _files = new(StringComparer.Ordinal);

    public IndexFolder(string folder, TimeProvider clock)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (file.Extension == Finished)
            {
                _files[Path.GetFileNameWithoutExtension(file.Name)] = (file.Length, file.LastWriteTimeUtc);
            }
            else if (file.LastWriteTimeUtc + AbandonedAfter < clock.GetUtcNow().UtcDateTime)
            {
                file.Delete();
            }
        }
    }

    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _files.Values.Sum(file => file.Bytes);
            }
        }
    }

    public string FileOf(string digest) => Path.Combine(_folder, digest + Finished);

    public string NewFile() => Path.Combine(_folder, Guid.CreateVersion7().ToString("N") + Unfinished);

    public bool Has(string digest)
    {
        lock (_lock)
        {
            return _files.ContainsKey(digest) && File.Exists(FileOf(digest));
        }
    }

    public void Keep(string file, string digest)
    {
        lock (_lock)
        {
            File.Move(file, FileOf(digest), overwrite: true);
            var kept = new FileInfo(FileOf(digest));
            _files[digest] = (kept.Length, kept.LastWriteTimeUtc);
        }
    }

    // Without a digest the oldest file goes. False when there is none.
    public bool Delete(string? digest)
    {
        lock (_lock)
        {
            digest ??= _files.Count == 0 ? null : _files.MinBy(file => file.Value.WrittenAt).Key;
            if (digest is null || !_files.Remove(digest))
            {
                return false;
            }

            File.Delete(FileOf(digest));
            return true;
        }
    }
}

using System.Collections.Concurrent;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Microsoft.Extensions.Logging;

namespace Gongxin.Datastore.Rows.Index;

// The indexes of this node: built in the background one at a time, when a version is made or first asked for, and kept
// as files of a cache. As long as a version has none, its queries go to DuckDB; the answers are the same.
internal sealed partial class RowIndexes(DuckDbInstance duckDb, Lazy<IndexFolder> folder, IndexLimits limits, ILogger<RowIndexes> log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IndexEntry> _entries = new(StringComparer.Ordinal);
    private readonly BlockingCollection<StoredVersion> _waiting = new(limits.WaitingMax);
    private readonly CancellationTokenSource _closing = new();
    private Thread? _builder;
    private long _clock;
    private int _open;

    // The index for as long as it is held, or null when it is not there yet; then it soon will be.
    public IndexEntry? Borrow(StoredVersion version)
    {
        lock (_lock)
        {
            var entry = EntryOf(version);
            if (entry.Index is null && !TryOpen(entry, version))
            {
                BuildLater(entry, version);
                return null;
            }

            entry.Readers++;
            entry.UsedAt = ++_clock;
            return entry;
        }
    }

    public void Return(IndexEntry entry)
    {
        lock (_lock)
        {
            entry.Readers--;
            Close();
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _waiting.CompleteAdding();
        _builder?.Join();
        foreach (var entry in _entries.Values)
        {
            entry.Index?.Dispose();
        }

        _waiting.Dispose();
        _closing.Dispose();
    }

    private IndexEntry EntryOf(StoredVersion version)
    {
        if (!_entries.TryGetValue(version.Digest, out var entry))
        {
            entry = new IndexEntry(this, version.Digest);
            _entries.Add(version.Digest, entry);
        }

        return entry;
    }

    private bool TryOpen(IndexEntry entry, StoredVersion version)
    {
        if (entry.IsWaiting || entry.IsHopeless || !folder.Value.Has(version.Digest))
        {
            return false;
        }

        entry.Index = RowIndex.Open(folder.Value.FileOf(version.Digest), version.Schema);
        if (entry.Index is null)
        {
            folder.Value.Delete(version.Digest);
            return false;
        }

        _open++;
        Close();
        return true;
    }

    private void BuildLater(IndexEntry entry, StoredVersion version)
    {
        if (entry.IsWaiting || entry.IsHopeless || version.RowCount == 0 || version.RowCount > limits.RowsMax || _waiting.IsAddingCompleted)
        {
            return;
        }

        entry.IsWaiting = _waiting.TryAdd(version);
        if (_builder is null)
        {
            _builder = new Thread(BuildAll) { IsBackground = true, Name = "Gongxin index", Priority = ThreadPriority.BelowNormal };
            _builder.Start();
        }
    }

    private void BuildAll()
    {
        foreach (var version in _waiting.GetConsumingEnumerable())
        {
            var isBuilt = !_closing.IsCancellationRequested && Build(version);
            lock (_lock)
            {
                var entry = EntryOf(version);
                entry.IsWaiting = false;
                entry.Failures += isBuilt ? 0 : 1;
                Delete();
            }
        }
    }

    private bool Build(StoredVersion version)
    {
        var file = folder.Value.NewFile();
        try
        {
            using (var connection = duckDb.OpenConnection())
            {
                if (!new IndexBuilder(connection, version, file).Build(_closing.Token))
                {
                    LogLeftOut(version.Digest);
                    return false;
                }
            }

            folder.Value.Keep(file, version.Digest);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (IOException failure)
        {
            LogFailed(version.Digest, failure);
            return false;
        }
        catch (InvalidDataException failure)
        {
            LogFailed(version.Digest, failure);
            return false;
        }
        catch (DuckDBException failure)
        {
            LogFailed(version.Digest, failure);
            return false;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The least used beyond the number that may be open.
    private void Close()
    {
        if (_open <= limits.OpenMax)
        {
            return;
        }

        foreach (var entry in Idle().Take(_open - limits.OpenMax).ToArray())
        {
            Close(entry);
        }
    }

    // The least used beyond the bytes that all may take. A file that is still mapped stays readable for its readers.
    private void Delete()
    {
        while (folder.Value.Bytes > limits.DiskBytes)
        {
            var oldest = Idle().FirstOrDefault();
            if (oldest is not null)
            {
                Close(oldest);
            }

            if (!folder.Value.Delete(oldest?.Digest))
            {
                return;
            }
        }
    }

    private void Close(IndexEntry entry)
    {
        entry.Index?.Dispose();
        entry.Index = null;
        _open--;
    }

    private IEnumerable<IndexEntry> Idle() =>
        _entries.Values.Where(entry => entry.Index is not null && entry.Readers == 0).OrderBy(entry => entry.UsedAt);

    [LoggerMessage(2101, LogLevel.Warning, "The index of version {Digest} could not be built; its queries go on without one.")]
    private partial void LogFailed(string digest, Exception failure);

    [LoggerMessage(2102, LogLevel.Information, "Version {Digest} holds numbers that an index cannot tell apart; its queries go on without one.")]
    private partial void LogLeftOut(string digest);
}

// One version's index and who uses it. It stays open while it is borrowed.
internal sealed class IndexEntry(RowIndexes owner, string digest) : IDisposable
{
    private const int FailuresMax = 3;

    public string Digest { get; } = digest;
    public RowIndex? Index { get; set; }
    public int Readers { get; set; }
    public long UsedAt { get; set; }

    // Somebody has asked for it to be built.
    public bool IsWaiting { get; set; }

    // How often it could not be built. Memory or disk may be short for a while; after a few times it is left alone.
    public int Failures { get; set; }
    public bool IsHopeless => Failures >= FailuresMax;

    // Gives it back.
    public void Dispose() => owner.Return(this);
}

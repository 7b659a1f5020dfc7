using Microsoft.Extensions.Caching.Memory;

namespace Gongxin.Datastore.Rows;

// Answers and totals of versions, which never change: bounded by bytes, the least used go first.
internal sealed class AnswerCache(QueryLimits limits) : IDisposable
{
    // What an entry costs besides its bytes.
    private const int EntryBytes = 200;

    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = limits.CacheBytes });

    public byte[]? Answer(string tag) => _entries.Get<byte[]>("a" + tag);

    public void KeepAnswer(string tag, byte[] answer)
    {
        if (answer.Length <= limits.CachedAnswerBytes)
        {
            Keep("a" + tag, answer, answer.Length);
        }
    }

    public long? Total(string key) => _entries.Get<long?>("t" + key);

    public void KeepTotal(string key, long total) => Keep("t" + key, (long?)total, 2 * key.Length);

    public void Dispose() => _entries.Dispose();

    private void Keep<T>(string key, T value, int bytes) =>
        _entries.Set(key, value, new MemoryCacheEntryOptions { Size = bytes + EntryBytes });
}

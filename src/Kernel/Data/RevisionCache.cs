using System.Collections.Concurrent;

namespace Gongxin.Kernel.Data;

/// <summary>
/// Remembers a bounded number of answers, each no longer than the revision under which it was asked for. What is read inside
/// a transaction of one's own does not belong here.
/// </summary>
public class RevisionCache<TKey, TValue>(PublicRevision revision, int countMax)
    where TKey : notnull
{
    private volatile Generation _generation = new(-1);

    public async Task<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> readAsync)
    {
        if (revision.Current is not { } number)
        {
            return await readAsync(key);
        }

        var generation = Of(number);
        if (generation.Known.TryGetValue(key, out var known))
        {
            return known;
        }

        var value = await readAsync(key);
        Keep(generation, key, value);
        return value;
    }

    /// <summary>Those of the keys that have a value; what is not known is read in one go.</summary>
    public async Task<IReadOnlyDictionary<TKey, TValue>> GetManyAsync(
        IReadOnlyCollection<TKey> keys, Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> readAsync)
    {
        if (revision.Current is not { } number)
        {
            return await readAsync([.. keys]);
        }

        var generation = Of(number);
        var found = new Dictionary<TKey, TValue>(keys.Count);
        var unknown = new List<TKey>();
        foreach (var key in keys)
        {
            if (generation.Known.TryGetValue(key, out var known))
            {
                found[key] = known;
            }
            else
            {
                unknown.Add(key);
            }
        }

        foreach (var (key, value) in unknown.Count > 0 ? await readAsync(unknown) : new Dictionary<TKey, TValue>())
        {
            Keep(generation, key, value);
            found[key] = value;
        }

        return found;
    }

    private void Keep(Generation generation, TKey key, TValue value)
    {
        if (generation.Count < countMax)
        {
            generation.Keep(key, value);
        }
        else
        {
            // Full: what is asked for often is soon there again.
            _generation = new Generation(generation.Number);
        }
    }

    private Generation Of(long number)
    {
        var generation = _generation;
        return generation.Number == number ? generation : _generation = new Generation(number);
    }

    private sealed record Generation(long Number)
    {
        // The dictionary's own count takes all of its locks.
        private int _count;

        public ConcurrentDictionary<TKey, TValue> Known { get; } = new();

        public int Count => Volatile.Read(ref _count);

        public void Keep(TKey key, TValue value)
        {
            if (Known.TryAdd(key, value))
            {
                Interlocked.Increment(ref _count);
            }
        }
    }
}

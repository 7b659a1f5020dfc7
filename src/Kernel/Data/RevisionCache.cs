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
        if (generation.Known.Count < countMax)
        {
            generation.Known[key] = value;
        }
        else
        {
            // Full: what is asked for often is soon there again.
            _generation = new Generation(number);
        }

        return value;
    }

    private Generation Of(long number)
    {
        var generation = _generation;
        return generation.Number == number ? generation : _generation = new Generation(number);
    }

    private sealed record Generation(long Number)
    {
        public ConcurrentDictionary<TKey, TValue> Known { get; } = new();
    }
}

using System.Runtime.InteropServices;

namespace Gongxin.Portal.Statistics;

// What this process has counted and not yet kept.
internal sealed class UseCounter
{
    // Beyond so many, what is counted of further datasets is counted without their names.
    public const int KeysMax = 20_000;

    private readonly Lock _lock = new();
    private Dictionary<UseKey, long> _counts = [];

    public void Add(UseKey key, long count = 1)
    {
        lock (_lock)
        {
            if (_counts.Count >= KeysMax && !_counts.ContainsKey(key))
            {
                key = key with { Dataset = "" };
            }

            CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _) += count;
        }
    }

    // Everything so far, which is then no longer here.
    public IReadOnlyDictionary<UseKey, long> Take()
    {
        lock (_lock)
        {
            var taken = _counts;
            _counts = [];
            return taken;
        }
    }
}

using System.Collections.Concurrent;
using Gongxin.Collection.Checks.Statistics;

namespace Gongxin.Collection.Checks.Frames;

// What all organisations of a task handed in for one period. Each figure of it is worked out once, whoever asks.
internal sealed class PeerGroup(IReadOnlyList<FormFrame> frames)
{
    // Fewer say nothing about what is usual.
    public const int PeersMin = 5;

    private readonly ConcurrentDictionary<object, Lazy<Spread?>> _spreads = new();

    public int Count => frames.Count;

    public Spread? SpreadOf(object part, Func<FormFrame, Figure> compute) =>
        _spreads.GetOrAdd(part, _ => new(() => Of(compute))).Value;

    // How many have the figure, the one in the middle, and how many have less; null where too few have it.
    public (int Count, decimal Median, int Below)? StandingOf(Func<FormFrame, Figure> figure, decimal value)
    {
        var values = frames.Select(figure).Where(f => !f.IsMissing).Select(f => f.Value).Order().ToArray();
        var half = values.Length / 2;
        return values.Length < PeersMin ? null
            : (values.Length, values.Length % 2 == 1 ? values[half] : (values[half - 1] / 2) + (values[half] / 2), values.Count(v => v < value));
    }

    private Spread? Of(Func<FormFrame, Figure> compute)
    {
        var values = frames.Select(compute).Where(f => !f.IsMissing).Select(f => (double)f.Value).ToArray();
        return values.Length < PeersMin ? null : Spread.Of(values);
    }
}

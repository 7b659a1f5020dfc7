using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects.Pairs;

// What holds of pairs, kept by a node: looked for once per revision by one row, and read again when a judgement has begun or ended since
// (decisions 0041 and 0048). Whoever asks meanwhile asks memory.
internal sealed class MergedPairs(PublicRevision revision)
{
    private const long Unknown = -1;

    private volatile Kept _kept = new(Unknown, Unknown, HeldPairs.None);

    public ValueTask<HeldPairs> CurrentAsync(RegistryDb registry, CancellationToken ct)
    {
        var kept = _kept;
        return revision.Current is { } number && number == kept.Revision ? ValueTask.FromResult(kept.Pairs) : FollowAsync(registry, revision.Current, kept, ct);
    }

    // The number is read before the rows: rows that are newer are read once more.
    private async ValueTask<HeldPairs> FollowAsync(RegistryDb registry, long? number, Kept kept, CancellationToken ct)
    {
        var head = await registry.PairsHeadAsync(ct);
        var pairs = head == kept.Head ? kept.Pairs : head == 0 ? HeldPairs.None : await HeldPairs.ReadAsync(registry, ct);
        _kept = new(number ?? Unknown, head, pairs);
        return pairs;
    }

    private sealed record Kept(long Revision, long Head, HeldPairs Pairs);
}

// Judgements that hold, and who is told of one that is over.
internal sealed record HeldPairs(IReadOnlyList<HeldPair> Pairs, SameSubjects Same, IReadOnlySet<SubjectId> Told)
{
    public static HeldPairs None { get; } = new([], SameSubjects.None, new HashSet<SubjectId>());

    public static async Task<HeldPairs> ReadAsync(RegistryDb registry, CancellationToken ct)
    {
        var known = await registry.Pairs.AsNoTracking().Where(p => p.State == PairState.InForce || p.State == PairState.Ended)
            .Select(p => new { p.State, p.LeadingId, p.OtherId, p.Verdict }).ToListAsync(ct);
        var held = known.Where(p => p.State is PairState.InForce).Select(p => new HeldPair(p.LeadingId, p.OtherId, p.Verdict)).ToList();
        var told = known.Where(p => p.Verdict is PairVerdict.Same).SelectMany(p => new[] { p.LeadingId, p.OtherId }).ToHashSet();
        return new(held, Group(held), told);
    }

    private readonly HashSet<(SubjectId, SubjectId)> _judged = [.. Pairs.Select(p => (p.Leading, p.Other))];

    public bool IsJudged(SubjectId first, SubjectId second) => _judged.Contains((first, second)) || _judged.Contains((second, first));

    public SubjectId? LeaderOf(SubjectId other) => Pairs.Where(p => p.Verdict is PairVerdict.Same && p.Other == other).Select(p => (SubjectId?)p.Leading).FirstOrDefault();

    // One leads another, which leads a third: all three are led by the first.
    private static SameSubjects Group(IReadOnlyList<HeldPair> held)
    {
        var into = held.Where(p => p.Verdict is PairVerdict.Same).ToDictionary(p => p.Other, p => p.Leading);
        SubjectId Leading(SubjectId id)
        {
            for (var step = 0; step < into.Count && into.TryGetValue(id, out var next); step++)
            {
                id = next;
            }

            return id;
        }

        var groups = new Dictionary<SubjectId, IReadOnlyList<SubjectId>>();
        foreach (var group in into.Keys.GroupBy(Leading))
        {
            SubjectId[] all = [group.Key, .. group.OrderBy(id => id.Value)];
            foreach (var id in all)
            {
                groups[id] = all;
            }
        }

        return groups.Count == 0 ? SameSubjects.None : new SameSubjects(groups);
    }
}

internal sealed record HeldPair(SubjectId Leading, SubjectId Other, PairVerdict Verdict);

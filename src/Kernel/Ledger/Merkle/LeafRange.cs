using System.Numerics;

namespace Gongxin.Kernel.Ledger.Merkle;

/// <summary>The leaves <c>From … To−1</c>, as they stand under one node of a proof.</summary>
public readonly record struct LeafRange(long From, long To)
{
    /// <summary>The complete subtrees that make up the range, from left to right; their hashes joined are its hash.</summary>
    public IEnumerable<NodeId> Subtrees()
    {
        for (var at = From; at < To;)
        {
            var level = BitOperations.Log2((ulong)(To - at));
            yield return new NodeId(level, at >> level);
            at += 1L << level;
        }
    }

    /// <summary>The audit path of RFC 6962, section 2.1.1: from the leaf's sibling to the root's child.</summary>
    public static IReadOnlyList<LeafRange> Inclusion(long index, long size)
    {
        var path = new List<LeafRange>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var split = Split(from, to);
            if (index < split)
            {
                path.Add(new LeafRange(split, to));
                to = split;
            }
            else
            {
                path.Add(new LeafRange(from, split));
                from = split;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The consistency proof of RFC 6962, section 2.1.2, between the trees of two sizes.</summary>
    public static IReadOnlyList<LeafRange> Consistency(long oldSize, long newSize)
    {
        var path = new List<LeafRange>();
        if (oldSize == 0)
        {
            return path;
        }

        var (from, to) = (0L, newSize);
        while (to != oldSize)
        {
            var split = Split(from, to);
            if (oldSize <= split)
            {
                path.Add(new LeafRange(split, to));
                to = split;
            }
            else
            {
                path.Add(new LeafRange(from, split));
                from = split;
            }
        }

        // The old root itself is known to the verifier; a part of it is not.
        if (from > 0)
        {
            path.Add(new LeafRange(from, to));
        }

        path.Reverse();
        return path;
    }

    // The left side is the largest complete tree that is smaller than the whole.
    private static long Split(long from, long to) => from + (1L << BitOperations.Log2((ulong)(to - from - 1)));
}

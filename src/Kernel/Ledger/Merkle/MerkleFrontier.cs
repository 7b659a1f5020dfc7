using System.Numerics;

namespace Gongxin.Kernel.Ledger.Merkle;

/// <summary>
/// The right edge of a growing tree: the roots of its complete subtrees, one for each bit that is set in its size. It is
/// all that is needed to append and to know the root.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _subtrees;

    /// <param name="size">Leaves so far.</param>
    /// <param name="subtrees">Hashes of <see cref="Subtrees"/> of that size, in order.</param>
    public MerkleFrontier(long size, IEnumerable<byte[]> subtrees)
    {
        Size = size;
        _subtrees = [.. subtrees];
        if (_subtrees.Count != BitOperations.PopCount((ulong)size))
        {
            throw new ArgumentException("The subtrees do not belong to a tree of this size.", nameof(subtrees));
        }
    }

    public long Size { get; private set; }

    /// <summary>The complete subtrees of a tree, from left to right.</summary>
    public static IEnumerable<NodeId> Subtrees(long size) => new LeafRange(0, size).Subtrees();

    public byte[] Root() => MerkleHash.Join(_subtrees);

    /// <summary>Adds a leaf; returns the inner nodes that became complete by it, from the bottom up.</summary>
    public IReadOnlyList<(NodeId Id, byte[] Hash)> Append(byte[] leaf)
    {
        var completed = new List<(NodeId, byte[])>();
        var (hash, index) = (leaf, Size);
        for (var level = 1; (index & 1) == 1; level++)
        {
            index >>= 1;
            hash = MerkleHash.Node(_subtrees[^1], hash);
            _subtrees.RemoveAt(_subtrees.Count - 1);
            completed.Add((new NodeId(level, index), hash));
        }

        _subtrees.Add(hash);
        Size++;
        return completed;
    }
}

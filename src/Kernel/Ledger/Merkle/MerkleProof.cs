namespace Gongxin.Kernel.Ledger.Merkle;

/// <summary>Checks proofs with nothing but hashes, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.</summary>
public static class MerkleProof
{
    /// <summary>Is the leaf the one at this index of the tree with this size and root?</summary>
    public static bool IsIncluded(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node) || node == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                (node, last) = SkipMissingSiblings(node, last);
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Is the old tree the beginning of the new one?</summary>
    public static bool IsConsistent(long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, IReadOnlyList<byte[]> path)
    {
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return path.Count == 0 && oldRoot.AsSpan().SequenceEqual(newRoot);
        }

        if (oldSize == 0)
        {
            return path.Count == 0;
        }

        // A complete old tree is a node of the new one: its root is left out of the path.
        byte[][] nodes = (oldSize & (oldSize - 1)) == 0 ? [oldRoot, .. path] : [.. path];
        return nodes.Length > 0 && Leads(oldSize, oldRoot, newSize, newRoot, nodes);
    }

    private static bool Leads(long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, byte[][] nodes)
    {
        var (node, last) = (oldSize - 1, newSize - 1);
        while (IsRight(node))
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (oldHash, newHash) = (nodes[0], nodes[0]);
        foreach (var next in nodes.AsSpan(1))
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node) || node == last)
            {
                oldHash = MerkleHash.Node(next, oldHash);
                newHash = MerkleHash.Node(next, newHash);
                (node, last) = SkipMissingSiblings(node, last);
            }
            else
            {
                newHash = MerkleHash.Node(newHash, next);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldHash.AsSpan().SequenceEqual(oldRoot) && newHash.AsSpan().SequenceEqual(newRoot);
    }

    // The last node of a level without a sibling is its own parent.
    private static (long Node, long Last) SkipMissingSiblings(long node, long last)
    {
        while (!IsRight(node) && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        return (node, last);
    }

    private static bool IsRight(long node) => (node & 1) == 1;
}

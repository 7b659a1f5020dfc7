using System.Security.Cryptography;

namespace Gongxin.Kernel.Ledger.Merkle;

/// <summary>The two hashes of RFC 6962, section 2.1: a leaf can never be taken for an inner node.</summary>
public static class MerkleHash
{
    public const int Bytes = 32;

    /// <summary>Root of the tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x00]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> content = stackalloc byte[1 + Bytes + Bytes];
        content[0] = 0x01;
        left.CopyTo(content[1..]);
        right.CopyTo(content[(1 + Bytes)..]);
        return SHA256.HashData(content);
    }

    /// <summary>Root over complete subtrees from left to right, each smaller than the one before.</summary>
    public static byte[] Join(IReadOnlyList<byte[]> subtrees)
    {
        if (subtrees.Count == 0)
        {
            return Empty;
        }

        var root = subtrees[^1];
        for (var i = subtrees.Count - 2; i >= 0; i--)
        {
            root = Node(subtrees[i], root);
        }

        return root;
    }
}

using Gongxin.Kernel.Ledger.Merkle;

namespace Gongxin.Kernel.Ledger.Seals;

/// <summary>
/// What an entry of the ledger says of the documents that it vouches for: how many, and the root over their hashes. A payload that holds
/// it as <c>seal</c> seals them; what they say does not stand in the ledger.
/// </summary>
/// <param name="Count">Documents; one for a document of its own, more for a batch.</param>
/// <param name="Root">Root of the Merkle tree over them, lower-case hex.</param>
public sealed record Seal(int Count, string Root)
{
    /// <summary>Over leaf hashes in the order of the batch; see <see cref="MerkleHash.Leaf"/>.</summary>
    public static Seal Of(IReadOnlyList<byte[]> leaves) => new(leaves.Count, Convert.ToHexStringLower(RootOf(leaves, new LeafRange(0, leaves.Count))));

    /// <summary>Where one of the documents stands in the batch, with the path from it to the root.</summary>
    public static SealPlace PlaceOf(IReadOnlyList<byte[]> leaves, int index) => new(
        index, leaves.Count, [.. LeafRange.Inclusion(index, leaves.Count).Select(range => Convert.ToHexStringLower(RootOf(leaves, range)))]);

    private static byte[] RootOf(IReadOnlyList<byte[]> leaves, LeafRange range)
    {
        var tree = new MerkleFrontier(0, []);
        for (var i = range.From; i < range.To; i++)
        {
            tree.Append(leaves[(int)i]);
        }

        return tree.Root();
    }
}

/// <summary>Place of a document among those that one entry seals.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Path">Hashes from its sibling to the root's child, lower-case hex; empty when it stands alone.</param>
public sealed record SealPlace(int Index, int Count, IReadOnlyList<string> Path)
{
    public static SealPlace Alone { get; } = new(0, 1, []);
}

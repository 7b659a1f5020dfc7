using System.Security.Cryptography;
using Gongxin.Kernel.Ledger.Merkle;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: hashes and proofs are those of RFC 6962, for every size.
// Method: the vectors that Certificate Transparency's own implementations use, and a tree that is computed straight from
// the recursive definition of the RFC.
public sealed class MerkleTests
{
    private const int SizeMax = 300;

    private static readonly string[] VectorLeaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] VectorRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[][] Leaves =
        [.. Enumerable.Range(0, SizeMax).Select(i => MerkleHash.Leaf(SHA256.HashData(BitConverter.GetBytes(i))))];

    private static readonly Dictionary<NodeId, byte[]> Nodes = GrowNodes();
    private static readonly byte[][] Roots = [.. Enumerable.Range(0, SizeMax + 1).Select(size => Root(0, size))];

    [Fact]
    public void Roots_are_those_of_the_known_vectors()
    {
        var frontier = new MerkleFrontier(0, []);
        Assert.Equal(VectorRoots[0], Convert.ToHexStringLower(frontier.Root()));
        for (var i = 0; i < VectorLeaves.Length; i++)
        {
            frontier.Append(MerkleHash.Leaf(Convert.FromHexString(VectorLeaves[i])));

            Assert.Equal(VectorRoots[i + 1], Convert.ToHexStringLower(frontier.Root()));
        }
    }

    [Fact]
    public void A_growing_tree_has_the_root_of_the_definition_at_every_size()
    {
        var frontier = new MerkleFrontier(0, []);
        for (var size = 0; size < SizeMax; size++)
        {
            Assert.Equal(Roots[size], frontier.Root());
            Assert.Equal(Roots[size], new MerkleFrontier(size, MerkleFrontier.Subtrees(size).Select(s => Nodes[s])).Root());
            frontier.Append(Leaves[size]);
        }
    }

    [Fact]
    public void Every_entry_of_every_size_is_proved()
    {
        for (var size = 1; size <= SizeMax; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = Hashes(LeafRange.Inclusion(index, size));

                Assert.Equal(PathOf(index, 0, size), path);
                Assert.True(MerkleProof.IsIncluded(Leaves[index], index, size, path, Roots[size]), $"{index} in {size}");
            }
        }
    }

    [Fact]
    public void Every_size_is_proved_to_be_the_beginning_of_every_later_one()
    {
        for (var newSize = 0; newSize <= SizeMax; newSize++)
        {
            for (var oldSize = 0; oldSize <= newSize; oldSize++)
            {
                var path = Hashes(LeafRange.Consistency(oldSize, newSize));

                Assert.True(MerkleProof.IsConsistent(oldSize, Roots[oldSize], newSize, Roots[newSize], path), $"{oldSize} in {newSize}");
            }
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(7), InlineData(64), InlineData(200), InlineData(SizeMax)]
    public void A_changed_inclusion_proof_proves_nothing(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var path = Hashes(LeafRange.Inclusion(index, size));
            var (leaf, root) = (Leaves[index], Roots[size]);

            Assert.False(MerkleProof.IsIncluded(Flipped(leaf), index, size, path, root));
            Assert.False(MerkleProof.IsIncluded(leaf, index, size, path, Flipped(root)));
            Assert.False(MerkleProof.IsIncluded(leaf, index, size, [.. path, leaf], root));
            Assert.False(MerkleProof.IsIncluded(leaf, -1, size, path, root));
            Assert.False(MerkleProof.IsIncluded(leaf, size, size, path, root));
            for (var i = 0; i < path.Count; i++)
            {
                List<byte[]> changed = [.. path];
                changed[i] = Flipped(path[i]);

                Assert.False(MerkleProof.IsIncluded(leaf, index, size, changed, root));
                Assert.False(MerkleProof.IsIncluded(leaf, index, size, [.. path.Take(i)], root));
            }

            Assert.All(
                Enumerable.Range(0, size).Where(other => other != index && PathOf(other, 0, size).Count == path.Count).Take(20),
                other => Assert.False(MerkleProof.IsIncluded(leaf, other, size, path, root)));
        }
    }

    [Theory]
    [InlineData(1, 2), InlineData(4, 7), InlineData(6, 8), InlineData(128, 200), InlineData(199, 300), InlineData(299, 300)]
    public void A_changed_consistency_proof_proves_nothing(int oldSize, int newSize)
    {
        var path = Hashes(LeafRange.Consistency(oldSize, newSize));

        Assert.False(MerkleProof.IsConsistent(oldSize, Flipped(Roots[oldSize]), newSize, Roots[newSize], path));
        Assert.False(MerkleProof.IsConsistent(oldSize, Roots[oldSize], newSize, Flipped(Roots[newSize]), path));
        Assert.False(MerkleProof.IsConsistent(newSize, Roots[newSize], oldSize, Roots[oldSize], path));
        Assert.False(MerkleProof.IsConsistent(oldSize, Roots[oldSize], newSize, Roots[newSize], [.. path, path[0]]));
        Assert.All(
            Enumerable.Range(0, path.Count),
            i =>
            {
                List<byte[]> changed = [.. path];
                changed[i] = Flipped(path[i]);
                Assert.False(MerkleProof.IsConsistent(oldSize, Roots[oldSize], newSize, Roots[newSize], changed));
                changed.RemoveAt(i);
                Assert.False(MerkleProof.IsConsistent(oldSize, Roots[oldSize], newSize, Roots[newSize], changed));
            });
    }

    [Fact]
    public void A_leaf_is_not_taken_for_a_node()
    {
        var (left, right) = (Leaves[0], Leaves[1]);

        Assert.NotEqual(MerkleHash.Node(left, right), MerkleHash.Leaf([.. left, .. right]));
    }

    private static Dictionary<NodeId, byte[]> GrowNodes()
    {
        var nodes = new Dictionary<NodeId, byte[]>();
        var frontier = new MerkleFrontier(0, []);
        for (var i = 0; i < SizeMax; i++)
        {
            nodes.Add(new NodeId(0, i), Leaves[i]);
            foreach (var (id, hash) in frontier.Append(Leaves[i]))
            {
                nodes.Add(id, hash);
            }
        }

        return nodes;
    }

    private static List<byte[]> Hashes(IReadOnlyList<LeafRange> ranges) =>
        [.. ranges.Select(r => MerkleHash.Join([.. r.Subtrees().Select(s => Nodes[s])]))];

    // MTH of RFC 6962, section 2.1, as it is written there.
    private static byte[] Root(int from, int to) => (to - from) switch
    {
        0 => SHA256.HashData([]),
        1 => Leaves[from],
        _ => SHA256.HashData([0x01, .. Root(from, Split(from, to)), .. Root(Split(from, to), to)]),
    };

    // PATH of RFC 6962, section 2.1.1, as it is written there.
    private static List<byte[]> PathOf(int index, int from, int to)
    {
        if (to - from == 1)
        {
            return [];
        }

        var split = Split(from, to);
        return index < split ? [.. PathOf(index, from, split), Known(split, to)] : [.. PathOf(index, split, to), Known(from, split)];
    }

    private static readonly Dictionary<(int, int), byte[]> Computed = [];

    private static byte[] Known(int from, int to)
    {
        lock (Computed)
        {
            return Computed.TryGetValue((from, to), out var hash) ? hash : Computed[(from, to)] = Root(from, to);
        }
    }

    private static int Split(int from, int to)
    {
        var k = 1;
        while (k * 2 < to - from)
        {
            k *= 2;
        }

        return from + k;
    }

    private static byte[] Flipped(byte[] hash)
    {
        byte[] changed = [.. hash];
        changed[7] ^= 0x10;
        return changed;
    }
}

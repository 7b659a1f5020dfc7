using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Verification;

namespace Gongxin.Kernel.Ledger;

// Grows the tree from the rows and compares. When a row is wrong, both what it says and what it should say are carried
// on, so that the rows above it are not blamed for it: only what fits neither is reported.
internal sealed class TreeCheck
{
    // More would only be needed if faults met in every level.
    private const int CandidatesMax = 4;
    private const int RootsMax = 256;

    private readonly List<byte[][]> _frontier = [];

    public long Size { get; private set; }

    /// <summary>Takes the next entry (null when its row is missing) and the nodes that it completes.</summary>
    public void Append(LedgerEntry? entry, Dictionary<NodeId, byte[]> nodes, List<VerificationFault> faults)
    {
        var index = Size;
        var hashes = CheckEntry(index, entry, faults);
        for (var level = 1; (index & 1) == 1; level++)
        {
            index >>= 1;
            var id = new NodeId(level, index);
            hashes = CheckNode(id, nodes.GetValueOrDefault(id), _frontier[^1], hashes, faults);
            _frontier.RemoveAt(_frontier.Count - 1);
        }

        _frontier.Add(hashes);
        Size++;
    }

    /// <summary>Can the tree have this root? Null when a missing row leaves it open.</summary>
    public bool? HasRoot(byte[] root)
    {
        var roots = _frontier[^1];
        for (var i = _frontier.Count - 2; i >= 0; i--)
        {
            roots = Combine(_frontier[i], roots, RootsMax);
        }

        return roots.Length == 0 ? null : Holds(roots, root);
    }

    public static VerificationFault Fault(NodeId id, string code)
    {
        var subject = LedgerTile.Holding(id) is { } tile ? $"tile/{tile.Path}" : $"node:{id.Level}/{id.Index}";
        return new VerificationFault(subject, code, id.Level, id.Index, id.Index << id.Level, ((id.Index + 1) << id.Level) - 1);
    }

    private static byte[][] CheckEntry(long index, LedgerEntry? entry, List<VerificationFault> faults)
    {
        if (entry is null)
        {
            faults.Add(new VerificationFault($"entry:{index}", "ledger.entry-missing", index));
            return [];
        }

        var computed = MerkleHash.Leaf(entry.Leaf);
        if (!computed.AsSpan().SequenceEqual(entry.LeafHash))
        {
            faults.Add(new VerificationFault($"entry:{index}", "ledger.entry-changed", index));
            return [entry.LeafHash, computed];
        }

        if (LedgerLeaf.TryParse(entry.Leaf)?.Agrees(entry) != true)
        {
            faults.Add(new VerificationFault($"entry:{index}", "ledger.entry-columns-changed", index));
        }

        return [computed];
    }

    private static byte[][] CheckNode(NodeId id, byte[]? stored, byte[][] left, byte[][] right, List<VerificationFault> faults)
    {
        var computed = Combine(left, right, CandidatesMax * CandidatesMax);
        if (stored is null)
        {
            faults.Add(Fault(id, "ledger.node-missing"));
            return [.. computed.Take(CandidatesMax)];
        }

        if (computed.Length == 0 || Holds(computed, stored))
        {
            return [stored];
        }

        faults.Add(Fault(id, "ledger.node-changed"));
        return [stored, .. computed.Take(CandidatesMax - 1)];
    }

    private static byte[][] Combine(byte[][] left, byte[][] right, int max) =>
        [.. left.SelectMany(l => right.Select(r => MerkleHash.Node(l, r))).Take(max)];

    private static bool Holds(byte[][] hashes, byte[] hash) => Array.Exists(hashes, h => h.AsSpan().SequenceEqual(hash));
}

using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger.Merkle;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Ledger;

// Hashes of complete subtrees: leaves from the entries, the others from the nodes.
internal static class LedgerHashes
{
    public static async Task<Dictionary<NodeId, byte[]>> LoadAsync(PlatformDb db, IEnumerable<NodeId> ids, CancellationToken ct)
    {
        var wanted = ids.ToHashSet();
        var leaves = wanted.Where(id => id.Level == 0).Select(id => id.Index).ToList();
        var keys = wanted.Where(id => id.Level > 0).Select(id => id.Key).ToList();
        var found = new Dictionary<NodeId, byte[]>(wanted.Count);
        if (leaves.Count > 0)
        {
            var entries = db.Set<LedgerEntry>().Where(e => leaves.Contains(e.Index)).Select(e => new { e.Index, e.LeafHash });
            await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(ct))
            {
                found.Add(new NodeId(0, entry.Index), entry.LeafHash);
            }
        }

        if (keys.Count > 0)
        {
            var nodes = db.Set<LedgerNode>().Where(n => keys.Contains(n.Key)).Select(n => new { n.Key, n.Hash });
            await foreach (var node in nodes.AsAsyncEnumerable().WithCancellation(ct))
            {
                found.Add(NodeId.FromKey(node.Key), node.Hash);
            }
        }

        return found;
    }

    // Consecutive hashes of one level.
    public static async Task<List<byte[]>> LoadRangeAsync(PlatformDb db, NodeId first, int count, CancellationToken ct)
    {
        if (first.Level == 0)
        {
            var (from, to) = (first.Index, first.Index + count);
            return await db.Set<LedgerEntry>()
                .Where(e => e.Index >= from && e.Index < to).OrderBy(e => e.Index).Select(e => e.LeafHash).ToListAsync(ct);
        }

        var (low, high) = (first.Key, first.Key + count);
        return await db.Set<LedgerNode>()
            .Where(n => n.Key >= low && n.Key < high).OrderBy(n => n.Key).Select(n => n.Hash).ToListAsync(ct);
    }
}

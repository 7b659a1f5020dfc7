using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Ledger;

/// <summary>
/// Computes the whole ledger again from its entries and compares: every entry with its hash and its columns, every node
/// with its children, every checkpoint with the tree and its signature, every key with the one before it. What the
/// ledger alone cannot show is a tail that was cut off together with its checkpoints: that takes a checkpoint that
/// somebody else has kept.
/// </summary>
public sealed class LedgerVerification(PlatformDb db, LedgerKeys keys) : IVerification
{
    private const int BatchMax = 1024;
    private const int ExtrasMax = 100;

    public string Name => "ledger";

    public async IAsyncEnumerable<VerificationFault> RunAsync(
        IProgress<VerificationProgress> progress, [EnumeratorCancellation] CancellationToken ct)
    {
        var size = await db.Set<LedgerCheckpoint>().MaxAsync(c => (long?)c.Size, ct) ?? 0;
        var tree = new TreeCheck();
        var history = new KeyHistory();
        var checkpoints = new CheckpointCheck(tree, history);
        for (var from = 0L; from < size; from += BatchMax)
        {
            var to = Math.Min(from + BatchMax, size);
            foreach (var fault in await CheckBatchAsync(from, to, tree, history, checkpoints, ct))
            {
                yield return fault;
            }

            progress.Report(new VerificationProgress(to, size));
        }

        if (history.Current is { } current && keys.Find(current) is null)
        {
            yield return new VerificationFault($"key:{current.ShortId}", "ledger.key-not-held", current.ShortId);
        }

        foreach (var fault in await FindExtrasAsync(ct))
        {
            yield return fault;
        }
    }

    private async Task<List<VerificationFault>> CheckBatchAsync(
        long from, long to, TreeCheck tree, KeyHistory history, CheckpointCheck checkpoints, CancellationToken ct)
    {
        var entries = await db.Set<LedgerEntry>().AsNoTracking()
            .Where(e => e.Index >= from && e.Index < to).ToDictionaryAsync(e => e.Index, ct);
        var nodes = await CompletedAsync(from, to, ct);
        var signed = await db.Set<LedgerCheckpoint>().AsNoTracking()
            .Where(c => c.Size > from && c.Size <= to).ToDictionaryAsync(c => c.Size, ct);

        var faults = new List<VerificationFault>();
        for (var index = from; index < to; index++)
        {
            var entry = entries.GetValueOrDefault(index);
            tree.Append(entry, nodes, faults);
            if (entry?.Kind == KeyRecord.Kind)
            {
                checkpoints.KeysAreBroken |= !IsNextKey(entry, history, faults);
            }

            if (signed.TryGetValue(index + 1, out var checkpoint))
            {
                checkpoints.Check(checkpoint, faults);
            }
        }

        return faults;
    }

    // The nodes that become complete by the entries of a batch, level by level.
    private async Task<Dictionary<NodeId, byte[]>> CompletedAsync(long from, long to, CancellationToken ct)
    {
        var nodes = new Dictionary<NodeId, byte[]>();
        for (var level = 1; to >> level > 0; level++)
        {
            var (first, count) = (new NodeId(level, from >> level), (to >> level) - (from >> level));
            var (low, high) = (first.Key, first.Key + count);
            if (count > 0)
            {
                var rows = db.Set<LedgerNode>().AsNoTracking().Where(n => n.Key >= low && n.Key < high).AsAsyncEnumerable();
                await foreach (var row in rows.WithCancellation(ct))
                {
                    nodes.Add(NodeId.FromKey(row.Key), row.Hash);
                }
            }
        }

        return nodes;
    }

    private static bool IsNextKey(LedgerEntry entry, KeyHistory history, List<VerificationFault> faults)
    {
        var payload = LedgerLeaf.TryParse(entry.Leaf)?.Payload;
        KeyRecord? record = null;
        try
        {
            record = payload?.Deserialize<KeyRecord>(LedgerJson.Options);
        }
        catch (JsonException)
        {
            // Not a key's payload: said below.
        }

        if (record is not null && history.TryAdd(entry.Index, record))
        {
            return true;
        }

        faults.Add(new VerificationFault($"entry:{entry.Index}", "ledger.key-broken", entry.Index));
        return false;
    }

    // Rows that no checkpoint covers. What is read first is covered by a size that is read afterwards, also when the
    // ledger grows meanwhile.
    private async Task<List<VerificationFault>> FindExtrasAsync(CancellationToken ct)
    {
        var last = await db.Set<LedgerEntry>().MaxAsync(e => (long?)e.Index, ct) ?? -1;
        var nodeCount = await db.Set<LedgerNode>().LongCountAsync(ct);
        var size = await db.Set<LedgerCheckpoint>().MaxAsync(c => (long?)c.Size, ct) ?? 0;
        var faults = new List<VerificationFault>();
        if (last >= size || await db.Set<LedgerEntry>().AnyAsync(e => e.Index < 0, ct))
        {
            var extras = db.Set<LedgerEntry>().Where(e => e.Index >= size || e.Index < 0).OrderBy(e => e.Index).Select(e => e.Index).Take(ExtrasMax);
            faults.AddRange((await extras.ToListAsync(ct)).Select(e => new VerificationFault($"entry:{e}", "ledger.entry-extra", e)));
        }

        if (nodeCount > size - BitOperations.PopCount((ulong)size))
        {
            for (var level = 0; level < 63; level++)
            {
                var (low, high) = (level == 0 ? 0 : new NodeId(level, size >> level).Key, new NodeId(level + 1, 0).Key - 1);
                var extras = db.Set<LedgerNode>().Where(n => n.Key >= low && n.Key <= high).OrderBy(n => n.Key).Select(n => n.Key).Take(ExtrasMax);
                faults.AddRange((await extras.ToListAsync(ct)).Select(k => TreeCheck.Fault(NodeId.FromKey(k), "ledger.node-extra")));
            }
        }

        return faults;
    }
}

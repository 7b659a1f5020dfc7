using System.Text.Json;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;

namespace Gongxin.Kernel.Ledger;

// Entries that are appended together, the nodes that become complete by them, and the checkpoint over them.
internal sealed class LedgerBatch(MerkleFrontier frontier, TimeProvider clock)
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<LedgerNode> _nodes = [];

    public void Append(QueuedEntry queued)
    {
        var entry = LedgerEntry.Of(frontier.Size, queued);
        _entries.Add(entry);
        _nodes.AddRange(frontier.Append(entry.LeafHash).Select(n => LedgerNode.Of(n.Id, n.Hash)));
    }

    public void Append(KeyRecord key)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(key, LedgerJson.Options);
        Append(QueuedEntry.Of(KeyRecord.Kind, "ledger", payload, Audience.Public, clock));
    }

    public async Task WriteAsync(PlatformDb db, IReadOnlyList<ILedgerSigner> signers, CancellationToken ct)
    {
        await db.Dialect.BulkWriteAsync(db, _entries, ct);
        await db.Dialect.BulkWriteAsync(db, _nodes, ct);
        var checkpoint = LedgerCheckpoint.Sign(frontier.Size, frontier.Root(), signers, clock.GetUtcNow().UtcDateTime);
        await db.Dialect.BulkWriteAsync(db, [checkpoint], ct);
    }
}

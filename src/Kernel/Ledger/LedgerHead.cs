using System.Text.Json;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Ledger;

/// <summary>The ledger is not as this node left it, so nothing may be signed on top of it.</summary>
public sealed class LedgerDamagedException(string message) : Exception(message);

// Where the ledger ends: what the next batch is appended to. Loaded under the ledger's lock.
internal sealed record LedgerHead(MerkleFrontier Frontier, NoteKey? Key)
{
    public const string LockName = "ledger";

    public static async Task<LedgerHead> LoadAsync(PlatformDb db, CancellationToken ct)
    {
        var last = await db.Set<LedgerCheckpoint>().AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);
        if (last is null)
        {
            return new LedgerHead(new MerkleFrontier(0, []), null);
        }

        var subtrees = MerkleFrontier.Subtrees(last.Size).ToList();
        var hashes = await LedgerHashes.LoadAsync(db, subtrees, ct);
        if (subtrees.Exists(s => !hashes.ContainsKey(s)))
        {
            throw new LedgerDamagedException("The ledger lacks hashes that its last checkpoint covers. Run verify.");
        }

        var frontier = new MerkleFrontier(last.Size, subtrees.Select(s => hashes[s]));
        if (!frontier.Root().AsSpan().SequenceEqual(last.Root))
        {
            throw new LedgerDamagedException("The ledger does not lead to the root of its last checkpoint. Run verify.");
        }

        return new LedgerHead(frontier, await KeyAsync(db, ct));
    }

    private static async Task<NoteKey> KeyAsync(PlatformDb db, CancellationToken ct)
    {
        var leaf = await db.Set<LedgerEntry>()
            .Where(e => e.Kind == KeyRecord.Kind)
            .OrderByDescending(e => e.Index)
            .Select(e => e.Leaf)
            .FirstOrDefaultAsync(ct);
        var record = leaf is null ? null : LedgerLeaf.TryParse(leaf)?.Payload?.Deserialize<KeyRecord>(LedgerJson.Options);
        return (record is null ? null : NoteKey.TryParse(record.Key))
            ?? throw new LedgerDamagedException("The ledger does not name the key that signs it. Run verify.");
    }
}

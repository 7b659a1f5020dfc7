using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Kernel.Ledger.Seals;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Ledger;

/// <summary>Reads the ledger as others see it: entries that a checkpoint covers, and proofs about them.</summary>
public sealed class LedgerReader(PlatformDb db)
{
    /// <summary>Most entries that one question gets.</summary>
    public const int EntriesMax = 1000;

    /// <summary>The newest checkpoint; null before the first start.</summary>
    public Task<LedgerCheckpoint?> CheckpointAsync(CancellationToken ct) =>
        db.Set<LedgerCheckpoint>().AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);

    public async Task<long> SizeAsync(CancellationToken ct) => await db.Set<LedgerCheckpoint>().MaxAsync(c => (long?)c.Size, ct) ?? 0;

    public Task<LedgerEntry?> EntryAsync(long index, CancellationToken ct) =>
        db.Set<LedgerEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Index == index, ct);

    /// <summary>The entry of this name; null while it is queued.</summary>
    public Task<LedgerEntry?> EntryAsync(LedgerEntryId id, CancellationToken ct) =>
        db.Set<LedgerEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>The newest entry about a subject.</summary>
    public Task<LedgerEntry?> NewestOfAsync(string subject, CancellationToken ct) =>
        db.Set<LedgerEntry>().AsNoTracking().Where(e => e.Subject == subject).OrderByDescending(e => e.Index).FirstOrDefaultAsync(ct);

    /// <summary>Entries in order.</summary>
    public Task<List<LedgerEntry>> EntriesAsync(long from, int count, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, EntriesMax);
        return db.Set<LedgerEntry>().AsNoTracking().Where(e => e.Index >= from).OrderBy(e => e.Index).Take(count).ToListAsync(ct);
    }

    /// <summary>Root of the tree as it was at a size; null when it never had it.</summary>
    public async Task<byte[]?> RootAsync(long size, CancellationToken ct) =>
        size < 0 || size > await SizeAsync(ct) ? null : (await HashesAsync([new LeafRange(0, size)], ct))[0];

    /// <summary>The audit path of an entry in the tree of a size.</summary>
    public Task<List<byte[]>> InclusionAsync(long index, long size, CancellationToken ct) => HashesAsync(LeafRange.Inclusion(index, size), ct);

    /// <summary>The proof that the tree of one size is the beginning of the tree of another.</summary>
    public Task<List<byte[]>> ConsistencyAsync(long oldSize, long newSize, CancellationToken ct) =>
        HashesAsync(LeafRange.Consistency(oldSize, newSize), ct);

    /// <summary>A proof file of an entry under the newest checkpoint; null when there is no such entry.</summary>
    public async Task<string?> ProofAsync(long index, CancellationToken ct)
    {
        var checkpoint = await CheckpointAsync(ct);
        if (checkpoint is null || index < 0 || index >= checkpoint.Size || await EntryAsync(index, ct) is not { } entry)
        {
            return null;
        }

        return LedgerProof.Write(entry.Leaf, index, await InclusionAsync(index, checkpoint.Size, ct), checkpoint.Note);
    }

    /// <summary>
    /// A proof file of an entry under the first checkpoint that covers it, with the public keys that may have signed that one:
    /// always the same bytes. Null while no checkpoint covers the entry.
    /// </summary>
    public async Task<(string Proof, IReadOnlyList<string> Keys)?> FirstProofAsync(long index, CancellationToken ct)
    {
        var checkpoint = await db.Set<LedgerCheckpoint>().AsNoTracking().Where(c => c.Size > index).OrderBy(c => c.Size).FirstOrDefaultAsync(ct);
        if (checkpoint is null || await EntryAsync(index, ct) is not { } entry)
        {
            return null;
        }

        var keys = (await KeysAsync(ct)).SigningAt(checkpoint.Size);
        return (LedgerProof.Write(entry.Leaf, index, await InclusionAsync(index, checkpoint.Size, ct), checkpoint.Note), [.. keys.Select(key => key.ToString())]);
    }

    /// <summary>The file of a document that this entry seals, which proves itself; null while no checkpoint covers the entry.</summary>
    public async Task<byte[]?> SealAsync(byte[] document, SealPlace place, LedgerEntryId id, CancellationToken ct)
    {
        if (await EntryAsync(id, ct) is not { } entry || await FirstProofAsync(entry.Index, ct) is not { } first)
        {
            return null;
        }

        var signedBy = LedgerProof.Verify(Encoding.UTF8.GetBytes(first.Proof), [.. first.Keys.Select(NoteKey.TryParse).OfType<NoteKey>()]).Key
            ?? throw new LedgerDamagedException($"No key of the ledger signed the checkpoint over entry {entry.Index}. Run verify.");
        return new SealedDocument(document, place, first.Proof, signedBy.ToString()).Write();
    }

    /// <summary>The hashes of a tile one after the other; null when the tree does not hold them yet.</summary>
    public async Task<byte[]?> TileAsync(LedgerTile tile, CancellationToken ct)
    {
        var hashes = await LedgerHashes.LoadRangeAsync(db, tile.First, tile.Width, ct);
        return hashes.Count == tile.Width ? [.. hashes.SelectMany(h => h)] : null;
    }

    /// <summary>The entries of a bundle, each after its length in two bytes; null when the tree does not hold them yet.</summary>
    public async Task<byte[]?> BundleAsync(LedgerTile bundle, CancellationToken ct)
    {
        var (from, to) = (bundle.First.Index, bundle.First.Index + bundle.Width);
        var leaves = await db.Set<LedgerEntry>()
            .Where(e => e.Index >= from && e.Index < to).OrderBy(e => e.Index).Select(e => e.Leaf).ToListAsync(ct);
        return leaves.Count == bundle.Width ? LedgerTile.Bundle(leaves) : null;
    }

    /// <summary>The keys that sign and signed, from the ledger's own entries.</summary>
    public async Task<KeyHistory> KeysAsync(CancellationToken ct)
    {
        var history = new KeyHistory();
        var entries = db.Set<LedgerEntry>().Where(e => e.Kind == KeyRecord.Kind).OrderBy(e => e.Index).Select(e => new { e.Index, e.Leaf });
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(ct))
        {
            var record = LedgerLeaf.TryParse(entry.Leaf)?.Payload?.Deserialize<KeyRecord>(LedgerJson.Options);
            if (record is null || !history.TryAdd(entry.Index, record))
            {
                throw new LedgerDamagedException($"Entry {entry.Index} does not follow from the key before it. Run verify.");
            }
        }

        return history;
    }

    private async Task<List<byte[]>> HashesAsync(IReadOnlyList<LeafRange> ranges, CancellationToken ct)
    {
        var hashes = await LedgerHashes.LoadAsync(db, ranges.SelectMany(r => r.Subtrees()), ct);
        return [.. ranges.Select(r => MerkleHash.Join([.. r.Subtrees().Select(s => hashes[s])]))];
    }
}

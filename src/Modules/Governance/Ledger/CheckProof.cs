using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Notes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

/// <summary>What a proof file shows, in the order in which a reader asks.</summary>
/// <param name="Valid">Does it prove its entry?</param>
/// <param name="Outcome"><c>good</c>, <c>malformed</c>, <c>not-signed</c>, <c>not-included</c> or <c>forked</c>.</param>
/// <param name="Index">Number of the entry.</param>
/// <param name="Size">Entries in the ledger when it was proved.</param>
/// <param name="Origin">Name of the ledger.</param>
/// <param name="Key">The key that signed.</param>
/// <param name="Entry">The entry; only when the proof is good.</param>
public sealed record ProofView(bool Valid, string Outcome, long? Index, long? Size, string? Origin, string? Key, EntryView? Entry);

// Checks a proof file against the keys of this node, and keeps nothing of it.
internal static class CheckProof
{
    public static async Task<Ok<ProofView>> Handle(Stream body, LedgerReader ledger, CancellationToken ct)
    {
        var file = new byte[LedgerProof.BytesMax + 1];
        var length = await body.ReadAtLeastAsync(file, file.Length, throwOnEndOfStream: false, ct);
        return length <= LedgerProof.BytesMax
            ? TypedResults.Ok(await RunAsync(file.AsMemory(0, length), ledger, ct))
            : throw GovernanceRefusals.ProofTooLarge(LedgerProof.BytesMax);
    }

    public static async Task<ProofView> RunAsync(ReadOnlyMemory<byte> file, LedgerReader ledger, CancellationToken ct)
    {
        if (LedgerProof.TryParse(file.Span) is not { } proof || SizeIn(proof) is not { } size)
        {
            return new ProofView(false, "malformed", null, null, null, null, null);
        }

        // Only the keys that signed at that size: a key that was given up since may be in wrong hands.
        var keys = (await ledger.KeysAsync(ct)).SigningAt(size);
        var verdict = proof.Check(keys);
        var outcome = verdict.IsGood && await IsForkedAsync(verdict.Checkpoint!, ledger, ct) ? "forked" : Name(verdict.Outcome);
        return new ProofView(
            outcome == "good",
            outcome,
            proof.Index,
            size,
            verdict.Checkpoint?.Origin,
            verdict.Key?.ToString(),
            outcome == "good" ? View(proof, verdict.Entry) : null);
    }

    // The key has signed, for this size, another tree than the one that stands here.
    private static async Task<bool> IsForkedAsync(Checkpoint checkpoint, LedgerReader ledger, CancellationToken ct) =>
        await ledger.RootAsync(checkpoint.Size, ct) is not { } root || !root.AsSpan().SequenceEqual(checkpoint.Root);

    private static long? SizeIn(LedgerProof proof) =>
        SignedNote.TryParse(proof.Note) is { } note ? Checkpoint.TryParse(note.Text)?.Size : null;

    private static EntryView? View(LedgerProof proof, LedgerLeaf? leaf) => leaf is null
        ? null
        : new EntryView(
            proof.Index,
            leaf.Id,
            leaf.At,
            leaf.Kind,
            leaf.Audience,
            leaf.Subject,
            leaf.Payload,
            leaf.Withheld,
            Convert.ToHexStringLower(Kernel.Ledger.Merkle.MerkleHash.Leaf(proof.Leaf)));

    private static string Name(ProofOutcome outcome) => outcome switch
    {
        ProofOutcome.Good => "good",
        ProofOutcome.NotSigned => "not-signed",
        ProofOutcome.NotIncluded => "not-included",
        _ => "malformed",
    };
}

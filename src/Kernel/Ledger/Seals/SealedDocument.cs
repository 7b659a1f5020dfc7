using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Kernel.Ledger.Seals;

/// <summary>What a sealed document shows.</summary>
public enum SealOutcome
{
    /// <summary>The node whose key signed it issued this document, byte for byte, at the time of the entry.</summary>
    Good,

    /// <summary>It is no sealed document, or is not written as this platform writes one.</summary>
    Malformed,

    /// <summary>No trusted key signed the checkpoint.</summary>
    NotSigned,

    /// <summary>The entry is not in the ledger that was signed.</summary>
    NotIncluded,

    /// <summary>The entry vouches for another document.</summary>
    NotThisDocument,
}

/// <summary>
/// A JSON document in one file with all that proves it without a network: its place among the documents that one entry of the ledger
/// seals, the proof of that entry, and the key that signed. There is one way to write the file, so that every byte of it counts.
/// </summary>
/// <param name="Document">JSON, as it was sealed.</param>
/// <param name="Proof">A proof file of the entry; see <see cref="LedgerProof"/>.</param>
/// <param name="Key">The key that signed; to be compared with one known from elsewhere.</param>
public sealed record SealedDocument(byte[] Document, SealPlace Place, string Proof, string Key)
{
    public const string MediaType = "application/json";
    public const int BytesMax = 16 << 20;

    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(Document.Length + Proof.Length + 1024);
        using (var json = new Utf8JsonWriter(buffer, LedgerJson.Writer))
        {
            json.WriteStartObject();
            json.WritePropertyName("document");
            json.WriteRawValue(Document);
            json.WriteNumber("index", Place.Index);
            json.WriteNumber("count", Place.Count);
            json.WriteStartArray("path");
            foreach (var hash in Place.Path)
            {
                json.WriteStringValue(hash);
            }

            json.WriteEndArray();
            json.WriteString("proof", Proof);
            json.WriteString("key", Key);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Reads a file; null when it is none. It proves nothing before <see cref="Check"/>.</summary>
    public static SealedDocument? TryParse(byte[] file)
    {
        if (file.Length is 0 or > BytesMax)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(file);
            var root = json.RootElement;
            var read = new SealedDocument(
                JsonMarshal.GetRawUtf8Value(root.GetProperty("document")).ToArray(),
                new SealPlace(root.GetProperty("index").GetInt32(), root.GetProperty("count").GetInt32(), [.. root.GetProperty("path").EnumerateArray().Select(h => h.GetString()!)]),
                root.GetProperty("proof").GetString()!,
                root.GetProperty("key").GetString()!);
            return read.Write().AsSpan().SequenceEqual(file) ? read : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Checks a file against the keys that are trusted; without any, against the key that it brings along.</summary>
    public static SealVerdict Verify(byte[] file, IReadOnlyList<NoteKey> trusted) =>
        TryParse(file) is { } sealedDocument ? sealedDocument.Check(trusted) : new SealVerdict(SealOutcome.Malformed, null, null);

    public SealVerdict Check(IReadOnlyList<NoteKey> trusted)
    {
        if (NoteKey.TryParse(Key) is not { } own || LedgerProof.TryParse(Encoding.UTF8.GetBytes(Proof)) is not { } proof || !IsPlain(proof, own))
        {
            return new SealVerdict(SealOutcome.Malformed, this, null);
        }

        var verdict = proof.Check(trusted.Count == 0 || trusted.Contains(own) ? [own] : []);
        return new SealVerdict(
            verdict.Outcome switch
            {
                ProofOutcome.Good => IsSealedBy(verdict.Entry) ? SealOutcome.Good : SealOutcome.NotThisDocument,
                ProofOutcome.NotSigned => SealOutcome.NotSigned,
                ProofOutcome.NotIncluded => SealOutcome.NotIncluded,
                _ => SealOutcome.Malformed,
            },
            this,
            verdict);
    }

    // The proof is written as we write it and has no signature but the key's: nothing in it is without meaning.
    private bool IsPlain(LedgerProof proof, NoteKey key) =>
        LedgerProof.Write(proof.Leaf, proof.Index, proof.Path, proof.Note) == Proof
        && SignedNote.TryParse(proof.Note) is { Signatures: [var only] } && only.Name == key.Name && only.KeyId == key.Id;

    private bool IsSealedBy(LedgerLeaf? entry)
    {
        if (entry?.Payload is not { ValueKind: JsonValueKind.Object } payload || !payload.TryGetProperty("seal", out var stated))
        {
            return false;
        }

        try
        {
            var path = Place.Path.Select(HashOf).OfType<byte[]>().ToList();
            return stated.Deserialize<Seal>(LedgerJson.Options) is { } seal && seal.Count == Place.Count && path.Count == Place.Path.Count
                && HashOf(seal.Root) is { } root && MerkleProof.IsIncluded(MerkleHash.Leaf(Document), Place.Index, Place.Count, path, root);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // In its one spelling: capitals would be another text with the same meaning.
    private static byte[]? HashOf(string hex)
    {
        var hash = new byte[MerkleHash.Bytes];
        return hex.Length == 2 * MerkleHash.Bytes && Convert.FromHexString(hex, hash, out _, out _) is OperationStatus.Done && Convert.ToHexStringLower(hash) == hex ? hash : null;
    }
}

/// <summary>The answer to a sealed document.</summary>
/// <param name="Sealed">What the file holds; null when malformed.</param>
/// <param name="Proof">What its proof shows; to be believed only when good.</param>
public sealed record SealVerdict(SealOutcome Outcome, SealedDocument? Sealed, ProofVerdict? Proof)
{
    public bool IsGood => Outcome is SealOutcome.Good;
}

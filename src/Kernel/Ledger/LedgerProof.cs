using System.Globalization;
using System.Text;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Kernel.Ledger;

/// <summary>What a proof file shows.</summary>
public enum ProofOutcome
{
    /// <summary>The entry stands in the ledger that the key signed.</summary>
    Good,

    /// <summary>The file is not a proof file.</summary>
    Malformed,

    /// <summary>No trusted key signed the checkpoint.</summary>
    NotSigned,

    /// <summary>The entry does not lead to the signed root: entry, number or path were changed.</summary>
    NotIncluded,
}

/// <summary>
/// A proof of one entry, self-contained and checked without a network: a C2SP <c>tlog-proof</c> whose <c>extra</c> line
/// holds the entry itself.
/// </summary>
/// <param name="Leaf">The entry as it is hashed.</param>
/// <param name="Index">Its number.</param>
/// <param name="Path">Hashes from its sibling to the root's child.</param>
/// <param name="Note">The signed checkpoint, verbatim.</param>
public sealed record LedgerProof(byte[] Leaf, long Index, IReadOnlyList<byte[]> Path, string Note)
{
    public const string MediaType = "text/plain; charset=utf-8";
    public const string FileExtension = ".tlog-proof";

    /// <summary>An entry, a path of 63 hashes and a note with several signatures fit easily.</summary>
    public const int BytesMax = 256 * 1024;

    private const string Head = "c2sp.org/tlog-proof@v1";

    public static string Write(byte[] leaf, long index, IReadOnlyList<byte[]> path, string note)
    {
        var proof = new StringBuilder(Head).Append('\n');
        proof.Append("extra ").Append(Convert.ToBase64String(leaf)).Append('\n');
        proof.Append("index ").Append(index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in path)
        {
            proof.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return proof.Append('\n').Append(note).ToString();
    }

    /// <summary>Reads a proof file; null when it is not one. It proves nothing before <see cref="Check"/>.</summary>
    public static LedgerProof? TryParse(ReadOnlySpan<byte> file)
    {
        if (file.Length > BytesMax)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(file).Replace("\r\n", "\n", StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || text[..end].Split('\n') is not [Head, { } extra, { } index, .. var hashes])
        {
            return null;
        }

        var leaf = Decode(extra, "extra ");
        var path = hashes.Select(h => Decode(h, "")).ToList();
        return leaf is not null && Number(index) is { } number && path.TrueForAll(h => h?.Length == MerkleHash.Bytes)
            ? new LedgerProof(leaf, number, [.. path.Select(h => h!)], text[(end + 2)..])
            : null;
    }

    /// <summary>Checks a proof file against the keys that are trusted.</summary>
    public static ProofVerdict Verify(ReadOnlySpan<byte> file, params IReadOnlyList<NoteKey> keys) =>
        TryParse(file) is { } proof ? proof.Check(keys) : new ProofVerdict(ProofOutcome.Malformed, null, null, null, null);

    /// <summary>Is the entry in the tree of the checkpoint, and is the checkpoint signed by a trusted key?</summary>
    public ProofVerdict Check(IReadOnlyList<NoteKey> keys)
    {
        if (SignedNote.TryParse(Note) is not { } note || Checkpoint.TryParse(note.Text) is not { } checkpoint)
        {
            return new ProofVerdict(ProofOutcome.Malformed, this, null, null, null);
        }

        var key = keys.FirstOrDefault(k => k.Name == checkpoint.Origin && note.IsSignedBy(k));
        var isIncluded = MerkleProof.IsIncluded(MerkleHash.Leaf(Leaf), Index, checkpoint.Size, Path, checkpoint.Root);
        var outcome = key is null ? ProofOutcome.NotSigned : isIncluded ? ProofOutcome.Good : ProofOutcome.NotIncluded;
        return new ProofVerdict(outcome, this, checkpoint, key, LedgerLeaf.TryParse(Leaf));
    }

    private static byte[]? Decode(string line, string prefix) =>
        line.StartsWith(prefix, StringComparison.Ordinal) ? Base64Text.Decode(line[prefix.Length..]) : null;

    private static long? Number(string line)
    {
        const string Prefix = "index ";
        return line.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && $"{Prefix}{number.ToString(CultureInfo.InvariantCulture)}" == line
                ? number
                : null;
    }
}

/// <summary>The answer to a proof file.</summary>
/// <param name="Outcome">Good, or why not.</param>
/// <param name="Proof">What the file holds; null when malformed.</param>
/// <param name="Checkpoint">The tree that it refers to.</param>
/// <param name="Key">The trusted key that signed it.</param>
/// <param name="Entry">The entry, readable; to be believed only when good.</param>
public sealed record ProofVerdict(ProofOutcome Outcome, LedgerProof? Proof, Checkpoint? Checkpoint, NoteKey? Key, LedgerLeaf? Entry)
{
    public bool IsGood => Outcome is ProofOutcome.Good;
}

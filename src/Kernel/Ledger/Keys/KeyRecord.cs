using System.Text;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Kernel.Ledger.Keys;

/// <summary>How a key came to sign the ledger.</summary>
public enum KeyChange
{
    /// <summary>The node's first key.</summary>
    First,

    /// <summary>It follows another one, which vouched for it.</summary>
    Rotated,

    /// <summary>It follows another one that was lost; nobody vouches for it but itself.</summary>
    Replaced,
}

/// <summary>
/// The payload of a <c>ledger.key</c> entry: from the checkpoint that covers it on, this key signs. The new key signs the
/// change, and so does the old one unless it was lost.
/// </summary>
/// <param name="Change">How it came.</param>
/// <param name="Key">The new public key, in its text form.</param>
/// <param name="Previous">The key before.</param>
/// <param name="SignedByKey">Signature of the new key over <see cref="Message"/>, base64.</param>
/// <param name="SignedByPrevious">Signature of the key before over the same, base64.</param>
public sealed record KeyRecord(KeyChange Change, string Key, string? Previous, string SignedByKey, string? SignedByPrevious)
{
    public const string Kind = "ledger.key";

    internal static KeyRecord Of(KeyChange change, ILedgerSigner next, NoteKey? previous, ILedgerSigner? previousSigner)
    {
        var message = Message(change, next.Key.ToString(), previous?.ToString());
        return new KeyRecord(
            change,
            next.Key.ToString(),
            previous?.ToString(),
            Convert.ToBase64String(next.Sign(message)),
            previousSigner is null ? null : Convert.ToBase64String(previousSigner.Sign(message)));
    }

    /// <summary>Does the record follow from the key that signed until now? Every signature that it needs is checked.</summary>
    public bool Follows(NoteKey? current) =>
        NoteKey.TryParse(Key) is { } key
        && Previous == current?.ToString()
        && (Change is KeyChange.First) == (current is null)
        && IsSigned(key, SignedByKey)
        && (Change is not KeyChange.Rotated || IsSigned(current!, SignedByPrevious));

    /// <summary>What is signed.</summary>
    public static byte[] Message(KeyChange change, string key, string? previous) =>
        Encoding.UTF8.GetBytes($"gongxin ledger key\n{change}\n{key}\n{previous}\n");

    private bool IsSigned(NoteKey key, string? signature) =>
        signature is not null
        && Base64Text.Decode(signature) is { } value
        && Ed25519.Verify(key.PublicKey, Message(Change, Key, Previous), value);
}

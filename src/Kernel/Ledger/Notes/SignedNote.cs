using System.Buffers.Binary;
using System.Text;
using Gongxin.Kernel.Ledger.Keys;

namespace Gongxin.Kernel.Ledger.Notes;

/// <summary>A text with signatures under it, as C2SP <c>signed-note</c> lays it out.</summary>
/// <param name="Text">Ends in a newline.</param>
/// <param name="Signatures">In the order of the note.</param>
public sealed record SignedNote(string Text, IReadOnlyList<SignedNote.Signature> Signatures)
{
    public const int SignaturesMax = 64;
    private const string Mark = "— ";

    /// <summary>One line under the text.</summary>
    public sealed record Signature(string Name, uint KeyId, byte[] Value);

    internal static string Sign(string text, IEnumerable<ILedgerSigner> signers)
    {
        var note = new StringBuilder(text).Append('\n');
        foreach (var signer in signers)
        {
            var value = new byte[4 + Ed25519.SignatureBytes];
            BinaryPrimitives.WriteUInt32BigEndian(value, signer.Key.Id);
            signer.Sign(Encoding.UTF8.GetBytes(text)).CopyTo(value, 4);
            note.Append(Mark).Append(signer.Key.Name).Append(' ').Append(Convert.ToBase64String(value)).Append('\n');
        }

        return note.ToString();
    }

    /// <summary>Reads a note; null when it is not one. Nothing is believed before <see cref="IsSignedBy"/> was asked.</summary>
    public static SignedNote? TryParse(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
        {
            return null;
        }

        var lines = note[(end + 2)..].TrimEnd('\n').Split('\n');
        if (lines.Length > SignaturesMax)
        {
            return null;
        }

        var signatures = lines.Select(TryParseLine).ToList();
        return signatures.Contains(null) ? null : new SignedNote(note[..(end + 1)], [.. signatures.Select(s => s!)]);
    }

    /// <summary>True when this key signed the text. A signature that claims to be by the key and is not makes it false.</summary>
    public bool IsSignedBy(NoteKey key)
    {
        var own = Signatures.Where(s => s.Name == key.Name && s.KeyId == key.Id).ToList();
        return own.Count > 0 && own.TrueForAll(s => Ed25519.Verify(key.PublicKey, Encoding.UTF8.GetBytes(Text), s.Value));
    }

    private static Signature? TryParseLine(string line)
    {
        if (!line.StartsWith(Mark, StringComparison.Ordinal) || line[Mark.Length..].Split(' ') is not [{ Length: > 0 } name, { } encoded])
        {
            return null;
        }

        return Base64Text.Decode(encoded) is { Length: > 4 } value
            ? new Signature(name, BinaryPrimitives.ReadUInt32BigEndian(value), value[4..])
            : null;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gongxin.Kernel.Ledger.Notes;

/// <summary>
/// A public key as C2SP signed notes write it: <c>name+id+base64(0x01 ‖ key)</c>. Name and id together say which key made
/// a signature.
/// </summary>
public sealed record NoteKey
{
    public const int PublicKeyBytes = 32;
    public const byte Ed25519Type = 0x01;

    public NoteKey(string name, byte[] publicKey)
    {
        if (!IsName(name))
        {
            throw new ArgumentException("A key's name has no blanks, no plus sign and no control characters.", nameof(name));
        }

        if (publicKey.Length != PublicKeyBytes)
        {
            throw new ArgumentException("An Ed25519 key has 32 bytes.", nameof(publicKey));
        }

        Name = name;
        PublicKey = publicKey;
        Id = IdOf(name, publicKey);
    }

    public string Name { get; }
    public byte[] PublicKey { get; }

    /// <summary>First four bytes of the digest of name, type and key.</summary>
    public uint Id { get; }

    /// <summary>The id as it stands in file names and texts: eight hex digits.</summary>
    public string ShortId => Id.ToString("x8", CultureInfo.InvariantCulture);

    public static NoteKey? TryParse(string text)
    {
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]))
        {
            return null;
        }

        if (Base64Text.Decode(parts[2]) is not [Ed25519Type, .. { Length: PublicKeyBytes } publicKey])
        {
            return null;
        }

        var key = new NoteKey(parts[0], publicKey);
        return key.ShortId == parts[1] ? key : null;
    }

    public bool Equals(NoteKey? other) => other is not null && Name == other.Name && PublicKey.AsSpan().SequenceEqual(other.PublicKey);

    public override int GetHashCode() => HashCode.Combine(Name, Id);

    public override string ToString() => $"{Name}+{ShortId}+{Convert.ToBase64String([Ed25519Type, .. PublicKey])}";

    private static bool IsName(string name) => name.Length > 0 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));

    private static uint IdOf(string name, byte[] publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. publicKey]));
}

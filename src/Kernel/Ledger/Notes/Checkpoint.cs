using System.Globalization;
using Gongxin.Kernel.Ledger.Merkle;

namespace Gongxin.Kernel.Ledger.Notes;

/// <summary>What a node signs: so many entries, with this root, as C2SP <c>tlog-checkpoint</c> lays it out.</summary>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>Reads the text of a note; null when it is no checkpoint.</summary>
    public static Checkpoint? TryParse(string text)
    {
        if (text.Split('\n') is not [{ Length: > 0 } origin, { } size, { } root, .., ""])
        {
            return null;
        }

        var isSize = long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            && entries.ToString(CultureInfo.InvariantCulture) == size;
        return isSize && Base64Text.Decode(root) is { Length: MerkleHash.Bytes } hash
            ? new Checkpoint(origin, entries, hash)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");
}

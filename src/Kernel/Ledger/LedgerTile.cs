using System.Buffers.Binary;
using System.Globalization;
using Gongxin.Kernel.Ledger.Merkle;

namespace Gongxin.Kernel.Ledger;

/// <summary>
/// A tile of C2SP <c>tlog-tiles</c>: up to 256 consecutive hashes of one level, eight levels of the tree apart. Its
/// address names everything, so it can be cached for ever.
/// </summary>
public readonly record struct LedgerTile(int Level, long Index, int Width)
{
    public const int Height = 8;
    public const int FullWidth = 1 << Height;

    // 256^6 entries are more than a 48-bit index can number.
    public const int LevelMax = 5;

    private const long IndexMax = 1L << 40;

    /// <summary>The first node of the tile.</summary>
    public NodeId First => new(Level * Height, Index * FullWidth);

    /// <summary>Path after <c>tile/</c>, e.g. <c>0/x001/x234/067.p/112</c>.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Level}/{PathOf(Index)}{(Width == FullWidth ? "" : $".p/{Width}")}");

    /// <summary>Reads the part of the path after the level; null when it is not spelt exactly as the specification says.</summary>
    public static LedgerTile? TryParse(int level, string path)
    {
        var width = FullWidth;
        var partial = path.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0)
        {
            if (!TryNumber(path[(partial + 3)..], out width) || width is < 1 or >= FullWidth)
            {
                return null;
            }

            path = path[..partial];
        }

        var index = 0L;
        foreach (var part in path.Split('/'))
        {
            if (part.TrimStart('x') is not { Length: 3 } digits || !digits.All(char.IsAsciiDigit) || index > IndexMax)
            {
                return null;
            }

            index = (index * 1000) + int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return level is >= 0 and <= LevelMax && index < IndexMax && PathOf(index) == path ? new LedgerTile(level, index, width) : null;
    }

    /// <summary>The full tile that holds a node.</summary>
    public static LedgerTile? Holding(NodeId node) =>
        node.Level % Height == 0 ? new LedgerTile(node.Level / Height, node.Index / FullWidth, FullWidth) : null;

    internal static byte[] Bundle(IReadOnlyList<byte[]> leaves)
    {
        var bundle = new byte[leaves.Sum(l => sizeof(ushort) + l.Length)];
        var at = 0;
        foreach (var leaf in leaves)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), checked((ushort)leaf.Length));
            leaf.CopyTo(bundle, at + sizeof(ushort));
            at += sizeof(ushort) + leaf.Length;
        }

        return bundle;
    }

    private static string PathOf(long index)
    {
        var path = (index % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (index /= 1000; index > 0; index /= 1000)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"x{index % 1000:D3}/{path}");
        }

        return path;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number.ToString(CultureInfo.InvariantCulture) == text;
}

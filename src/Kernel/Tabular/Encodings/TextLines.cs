namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>Cuts bytes of UTF-8, GB 18030 or Big5 into lines without knowing which of them they are.</summary>
internal static class TextLines
{
    /// <summary>A longer line is cut into pieces, each of which is judged as a line.</summary>
    public const int LengthMax = 64 * 1024;

    /// <summary>Length of the next line with its end; 0 when more bytes are needed to tell.</summary>
    public static int NextLength(ReadOnlySpan<byte> from, bool final)
    {
        var window = from[..Math.Min(from.Length, LengthMax)];
        var end = window.IndexOf((byte)'\n');
        if (end >= 0)
        {
            return end + 1;
        }

        if (from.Length < LengthMax)
        {
            return final ? from.Length : 0;
        }

        // Bytes up to '/' are never the second byte of a character in any of the three.
        var safe = window.LastIndexOfAnyInRange((byte)0, (byte)'/');
        return safe >= 0 ? safe + 1 : window.Length;
    }
}

using System.Text.Unicode;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>Tells a line of UTF-8 from a line of GB 18030 or Big5.</summary>
internal static class Utf8Evidence
{
    // Two characters of the CJK range that are well-formed UTF-8 in a line that is wholly well-formed do not happen by
    // accident in GB or Big5: it takes rare second bytes in three places each.
    private const int HanMin = 2;

    public static bool IsSurelyUtf8(ReadOnlySpan<byte> line) => Utf8.IsValid(line) && CountHan(line) >= HanMin;

    private static int CountHan(ReadOnlySpan<byte> line)
    {
        var count = 0;
        while (count < HanMin)
        {
            var at = line.IndexOfAnyInRange((byte)0xE3, (byte)0xE9);
            if (at < 0)
            {
                break;
            }

            count++;
            line = line[Math.Min(line.Length, at + 3)..];
        }

        return count;
    }
}

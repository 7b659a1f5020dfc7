using System.Text;

namespace Gongxin.Modules.Tests.Text;

// Texts that mix what is common with what is rare: blanks, marks, full width, kana, extensions, halves of pairs.
internal static class RandomText
{
    private static readonly (int First, int Last)[] Ranges =
    [
        (0x20, 0x7E), (0x00, 0x1F), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x5FF), (0x900, 0x97F), (0x1E00, 0x1FFF),
        (0x2000, 0x206F), (0x2100, 0x214F), (0x2460, 0x24FF), (0x3000, 0x30FF), (0x3100, 0x312F), (0x3200, 0x33FF),
        (0x3400, 0x3500), (0x4E00, 0x9FFF), (0x4E00, 0x9FFF), (0x4E00, 0x9FFF), (0xAC00, 0xAD00), (0xF900, 0xFAFF),
        (0xFE30, 0xFFFF), (0x20000, 0x20400), (0x1D400, 0x1D4FF), (0xD800, 0xDFFF),
    ];

    public static string Next(Random random, int lengthMax = 24)
    {
        var text = new StringBuilder();
        for (var length = random.Next(lengthMax); length > 0; length--)
        {
            var (first, last) = Ranges[random.Next(Ranges.Length)];
            var code = random.Next(first, last + 1);
            text.Append(code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code));
        }

        return text.ToString();
    }
}

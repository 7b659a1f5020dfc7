using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>Texts of cells in XML. Characters that XML cannot hold are written _xHHHH_, as spreadsheets do.</summary>
internal static class XlsxText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n')).Select(c => (byte)c), .. "<>&_"u8, 0xEF]);

    /// <summary>Whether blanks at its ends, or line breaks, would be lost without a mark that keeps them.</summary>
    public static bool NeedsSpace(ReadOnlySpan<byte> utf8) =>
        utf8.Length > 0 && (utf8[0] <= ' ' || utf8[^1] <= ' ' || utf8.ContainsAny((byte)'\n', (byte)'\t') || utf8.IndexOf("  "u8) >= 0);

    public static bool IsTooLong(ReadOnlySpan<byte> utf8) =>
        utf8.Length > XlsxWriter.TextLengthMax && Encoding.UTF8.GetCharCount(utf8) > XlsxWriter.TextLengthMax;

    /// <summary>The text as far as a cell can hold it; a longer one ends with the number of characters that are left out.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> utf8)
    {
        if (!IsTooLong(utf8))
        {
            return utf8;
        }

        const int EndMax = 16;
        var text = Encoding.UTF8.GetString(utf8);
        var length = XlsxWriter.TextLengthMax - EndMax;
        length -= char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, length)}…(+{text.Length - length})"));
    }

    public static void Escape(ReadOnlySpan<byte> utf8, Utf8Buffer to)
    {
        while (utf8.IndexOfAny(Special) is >= 0 and var special)
        {
            to.Append(utf8[..special]);
            utf8 = utf8[special..];
            utf8 = utf8[EscapeOne(utf8, to)..];
        }

        to.Append(utf8);
    }

    // Gives how many bytes are done with.
    private static int EscapeOne(ReadOnlySpan<byte> utf8, Utf8Buffer to)
    {
        switch (utf8[0])
        {
            case (byte)'<':
                to.Append("&lt;"u8);
                return 1;
            case (byte)'>':
                to.Append("&gt;"u8);
                return 1;
            case (byte)'&':
                to.Append("&amp;"u8);
                return 1;
            case (byte)'_':
                to.Append(LooksEscaped(utf8) ? "_x005F_"u8 : "_"u8);
                return 1;
            case 0xEF when utf8 is [_, 0xBF, 0xBE or 0xBF, ..]:
                to.Append(utf8[2] == 0xBE ? "_xFFFE_"u8 : "_xFFFF_"u8);
                return 3;
            case 0xEF:
                to.Append(utf8[0]);
                return 1;
            default:
                to.Append(Encoding.ASCII.GetBytes($"_x{utf8[0].ToString("X4", CultureInfo.InvariantCulture)}_"));
                return 1;
        }
    }

    private static bool LooksEscaped(ReadOnlySpan<byte> text) =>
        text is [_, (byte)'x', var a, var b, var c, var d, (byte)'_', ..]
        && char.IsAsciiHexDigit((char)a) && char.IsAsciiHexDigit((char)b) && char.IsAsciiHexDigit((char)c) && char.IsAsciiHexDigit((char)d);
}

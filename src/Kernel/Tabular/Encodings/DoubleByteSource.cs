using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>
/// GB 18030 or Big5 as UTF-8. In a file that is known to hold foreign lines (<paramref name="allValid"/> is false), a line
/// that reads as Chinese in UTF-8 is passed on with a mark before it, because as GB 18030 it would be valid rubbish.
/// </summary>
internal sealed class DoubleByteSource(SafeFileHandle file, DoubleByteTable table, bool allValid) : TranscodingSource(file, 0)
{
    private const byte EuroOfCodePage936 = 0x80;

    // Worst growth: 2 bytes become 3.
    private const int GrowthMax = 4;

    private int _lineLeft;
    private bool _lineIsUtf8;

    protected override int Transcode(ReadOnlySpan<byte> from, Span<byte> to, bool final, out int written)
    {
        if (allValid)
        {
            return Decode(from, to, final, out written);
        }

        if (_lineLeft == 0)
        {
            _lineLeft = TextLines.NextLength(from, final);
            _lineIsUtf8 = Utf8Evidence.IsSurelyUtf8(from[.._lineLeft]);
        }

        var line = from[..Math.Min(_lineLeft, from.Length)];
        var taken = _lineIsUtf8 ? CopyMarked(line, to, out written) : Decode(line, to, final || line.Length == _lineLeft, out written);
        _lineLeft -= taken;
        return taken;
    }

    // The mark stands in place of the first byte that is not ASCII, so that quotes and delimiters keep their places.
    private static int CopyMarked(ReadOnlySpan<byte> line, Span<byte> to, out int written)
    {
        var ascii = line.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        var length = Math.Min(line.Length, to.Length);
        line[..length].CopyTo(to);
        if (ascii >= 0 && ascii < length)
        {
            to[ascii] = InvalidMark;
        }

        written = length;
        return length;
    }

    private int Decode(ReadOnlySpan<byte> from, Span<byte> to, bool final, out int written)
    {
        var at = 0;
        var put = 0;
        while (at < from.Length && put + GrowthMax <= to.Length)
        {
            if (from[at] < 0x80)
            {
                var room = Math.Min(from.Length - at, to.Length - put);
                var run = from.Slice(at, room).IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                run = run < 0 ? room : run;
                from.Slice(at, run).CopyTo(to[put..]);
                at += run;
                put += run;
                continue;
            }

            if (!final && from.Length - at < 4)
            {
                break;
            }

            at += DecodeOne(from[at..], to[put..], out var count);
            put += count;
        }

        written = put;
        return at;
    }

    private int DecodeOne(ReadOnlySpan<byte> from, Span<byte> to, out int written)
    {
        if (from.Length >= 2)
        {
            int code = table.Pair(from[0], from[1]);
            if (code != 0)
            {
                written = Put(code, to);
                return 2;
            }

            code = table.Four(from);
            if (code != 0)
            {
                written = Put(code, to);
                return 4;
            }
        }

        written = 1;
        if (table.HasFourBytes && from[0] == EuroOfCodePage936)
        {
            written = Put('€', to);
            return 1;
        }

        to[0] = InvalidMark;
        return 1;
    }

    private static int Put(int code, Span<byte> to)
    {
        if (code < 0x800)
        {
            to[0] = (byte)(0xC0 | (code >> 6));
            to[1] = (byte)(0x80 | (code & 0x3F));
            return 2;
        }

        if (code < 0x10000)
        {
            to[0] = (byte)(0xE0 | (code >> 12));
            to[1] = (byte)(0x80 | ((code >> 6) & 0x3F));
            to[2] = (byte)(0x80 | (code & 0x3F));
            return 3;
        }

        return new Rune(code).EncodeToUtf8(to);
    }
}

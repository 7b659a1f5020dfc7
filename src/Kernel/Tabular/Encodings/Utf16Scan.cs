using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>Checks a file of UTF-16 throughout, and recognises UTF-16 without a byte order mark.</summary>
internal static class Utf16Scan
{
    private const int BlockSize = 256 * 1024;
    private const int SampleSize = 64 * 1024;

    /// <summary>
    /// Without a mark, the byte order is the one in which the text consists of the characters that people write and has
    /// line ends or delimiters. Text of one byte per character looks like neither.
    /// </summary>
    public static EncodingChoice? IfUnmarked(SafeFileHandle file, CancellationToken ct)
    {
        foreach (var encoding in (ReadOnlySpan<TextEncoding>)[TextEncoding.Utf16Le, TextEncoding.Utf16Be])
        {
            var sample = new byte[SampleSize];
            var length = RandomAccess.Read(file, sample, 0) & ~1;
            if (IsUsual(Units(sample.AsSpan(0, length), encoding)))
            {
                return Check(file, encoding, markLength: 0, ct);
            }
        }

        return null;
    }

    public static EncodingChoice Check(SafeFileHandle file, TextEncoding encoding, int markLength, CancellationToken ct)
    {
        var block = new byte[BlockSize];
        var offset = (long)markLength;
        var kept = 0;
        var lines = 0L;
        var valid = true;
        var highLeft = false;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, block.AsSpan(kept), offset);
            offset += read;
            if (read == 0)
            {
                return kept == 0
                    ? new EncodingChoice(encoding, markLength, valid && !highLeft)
                    : throw new TabularException(new Finding(lines + 1, null, FindingCodes.FileCutOff));
            }

            var whole = (kept + read) & ~1;
            var units = Units(block.AsSpan(0, whole), encoding);
            var nul = units.IndexOf('\0');
            if (nul >= 0)
            {
                lines += units[..nul].Count('\n');
                throw new TabularException(new Finding(lines + 1, null, FindingCodes.FileNulBytes));
            }

            lines += units.Count('\n');
            valid &= SurrogatesPair(units, ref highLeft);
            kept = kept + read - whole;
            block.AsSpan(whole, kept).CopyTo(block);
        }
    }

    private static bool IsUsual(ReadOnlySpan<char> units)
    {
        var usual = 0;
        var separators = 0;
        foreach (var unit in units)
        {
            if (unit is '\n' or '\r' or '\t' or ',' or ';' or '|')
            {
                separators++;
                usual++;
            }
            else if (unit is (>= ' ' and <= '~') or (>= '\u4E00' and <= '\u9FFF') or (>= '\u3000' and <= '\u303F') or (>= '\uFF00' and <= '\uFFEF'))
            {
                usual++;
            }
        }

        return separators > 0 && usual * 10L >= units.Length * 9L;
    }

    private static Span<char> Units(Span<byte> bytes, TextEncoding encoding)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(bytes);
        if (encoding is TextEncoding.Utf16Be == BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        return MemoryMarshal.Cast<ushort, char>(units);
    }

    private static bool SurrogatesPair(ReadOnlySpan<char> units, ref bool highLeft)
    {
        var valid = true;
        while (units.Length > 0)
        {
            if (highLeft)
            {
                valid &= char.IsLowSurrogate(units[0]);
                highLeft = false;
                units = units[(char.IsLowSurrogate(units[0]) ? 1 : 0)..];
                continue;
            }

            var at = units.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (at < 0)
            {
                break;
            }

            highLeft = char.IsHighSurrogate(units[at]);
            valid &= highLeft;
            units = units[(at + 1)..];
        }

        return valid;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>Checks a file of UTF-16 throughout, and recognises UTF-16 without a byte order mark by where its NUL bytes are.</summary>
internal static class Utf16Scan
{
    private const int BlockSize = 256 * 1024;
    private const int SampleSize = 64 * 1024;

    /// <summary>Without a mark: every ASCII character has its NUL on the same side, and there are line ends or delimiters.</summary>
    public static EncodingChoice? IfUnmarked(SafeFileHandle file, CancellationToken ct)
    {
        var sample = new byte[SampleSize];
        var length = RandomAccess.Read(file, sample, 0) & ~1;
        Span<long> nuls = [0, 0];
        Span<long> marks = [0, 0];
        for (var at = 0; at < length; at += 2)
        {
            Count(sample[at], sample[at + 1], 0, nuls, marks);
            Count(sample[at + 1], sample[at], 1, nuls, marks);
        }

        var bigEndian = nuls[0] > nuls[1];
        var (mine, other) = bigEndian ? (nuls[0], nuls[1]) : (nuls[1], nuls[0]);
        var separators = bigEndian ? marks[0] : marks[1];
        if (other > 0 || mine < length / 100 || separators == 0)
        {
            return null;
        }

        return Check(file, bigEndian ? TextEncoding.Utf16Be : TextEncoding.Utf16Le, markLength: 0, ct);
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

    private static void Count(byte first, byte second, int side, Span<long> nuls, Span<long> marks)
    {
        if (first == 0)
        {
            nuls[side]++;
            if (second is (byte)'\n' or (byte)'\r' or (byte)',' or (byte)'\t' or (byte)';' or (byte)'|')
            {
                marks[side]++;
            }
        }
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

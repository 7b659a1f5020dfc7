using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>UTF-16 of either byte order as UTF-8.</summary>
internal sealed class Utf16Source(SafeFileHandle file, long offset, bool bigEndian) : TranscodingSource(file, offset)
{
    private const int UnitsMax = 16 * 1024;

    private readonly char[] _units = new char[UnitsMax];

    protected override int Transcode(ReadOnlySpan<byte> from, Span<byte> to, bool final, out int written)
    {
        if (from.Length < 2)
        {
            // Half a unit: the scan refuses a file that ends like that before it comes here.
            written = 0;
            return final ? from.Length : 0;
        }

        var count = Math.Min(from.Length / 2, UnitsMax);
        var units = _units.AsSpan(0, count);
        from[..(count * 2)].CopyTo(MemoryMarshal.AsBytes(units));
        if (bigEndian == BitConverter.IsLittleEndian)
        {
            var swapped = MemoryMarshal.Cast<char, ushort>(units);
            BinaryPrimitives.ReverseEndianness(swapped, swapped);
        }

        var status = Utf8.FromUtf16(units, to, out var taken, out written, replaceInvalidSequences: false, isFinalBlock: final && count * 2 >= from.Length - 1);
        if (status == OperationStatus.InvalidData && written == 0)
        {
            to[0] = InvalidMark;
            written = 1;
            taken = 1;
        }

        return taken * 2;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gongxin.Kernel.Tabular.Delimited;

/// <summary>Finds the bytes that give text its structure (delimiter, quote, CR, LF), 64 at a time.</summary>
internal static class StructuralMarks
{
    private const int BlockSize = 64;

    /// <summary>Writes the positions in <paramref name="text"/> from <paramref name="from"/> on, in order; returns how many.</summary>
    /// <param name="marks">Room for as many positions as there are bytes, and 8 more.</param>
    public static int Find(ReadOnlySpan<byte> text, int from, Dialect dialect, Span<int> marks)
    {
        if (from < 0 || marks.Length < text.Length - from + 8)
        {
            throw new ArgumentException("Too little room for the marks.", nameof(marks));
        }

        ref var first = ref MemoryMarshal.GetReference(text);
        ref var put = ref MemoryMarshal.GetReference(marks);
        var quote = dialect.Quote == 0 ? (byte)'\n' : dialect.Quote;
        var count = 0;
        var at = from;
        for (; at + BlockSize <= text.Length; at += BlockSize)
        {
            var bits = Vector512.IsHardwareAccelerated
                ? Bits512(ref Unsafe.Add(ref first, at), dialect.Delimiter, quote)
                : Bits128(ref Unsafe.Add(ref first, at), dialect.Delimiter, quote);
            while (bits != 0)
            {
                Unsafe.Add(ref put, count++) = at + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
        }

        for (; at < text.Length; at++)
        {
            var value = text[at];
            if (value == dialect.Delimiter || value == quote || value is (byte)'\n' or (byte)'\r')
            {
                marks[count++] = at;
            }
        }

        return count;
    }

    private static ulong Bits512(ref byte at, byte delimiter, byte quote)
    {
        var block = Vector512.LoadUnsafe(ref at);
        var found = Vector512.Equals(block, Vector512.Create(delimiter))
            | Vector512.Equals(block, Vector512.Create(quote))
            | Vector512.Equals(block, Vector512.Create((byte)'\n'))
            | Vector512.Equals(block, Vector512.Create((byte)'\r'));
        return found.ExtractMostSignificantBits();
    }

    private static ulong Bits128(ref byte at, byte delimiter, byte quote)
    {
        ulong bits = 0;
        for (var part = 0; part < BlockSize; part += 16)
        {
            var block = Vector128.LoadUnsafe(ref Unsafe.Add(ref at, part));
            var found = Vector128.Equals(block, Vector128.Create(delimiter))
                | Vector128.Equals(block, Vector128.Create(quote))
                | Vector128.Equals(block, Vector128.Create((byte)'\n'))
                | Vector128.Equals(block, Vector128.Create((byte)'\r'));
            bits |= (ulong)found.ExtractMostSignificantBits() << part;
        }

        return bits;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gongxin.Datastore.Rows.Index;

// Tests 64 rows at a time: bit n of a mask says whether row 64·block + n is let through. Loops over millions of rows are
// compiled for speed at once: the first query after a start would otherwise take many times as long.
internal static class CodeScan
{
    public const int BlockRows = 64;

    public static ulong Mask(CodeSet[] sets, int block)
    {
        var mask = ulong.MaxValue;
        for (var at = 0; at < sets.Length && mask != 0; at++)
        {
            mask &= Mask(sets[at], block);
        }

        return mask;
    }

    private static ulong Mask(CodeSet set, int block) => set.Column.Width switch
    {
        sizeof(byte) => Mask<byte>(set, block),
        sizeof(ushort) => Mask<ushort>(set, block),
        _ => Mask<uint>(set, block),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Mask<T>(CodeSet set, int block)
        where T : unmanaged, IBinaryInteger<T>
    {
        var all = set.Column.Codes<T>();
        var codes = all.Slice(block * BlockRows, Math.Min(BlockRows, all.Length - (block * BlockRows)));
        if (codes.Length < BlockRows || set.IsLookedUp)
        {
            return MaskOneByOne(set, codes);
        }

        var mask = 0UL;
        for (var at = 0; at < set.Ranges.Length; at++)
        {
            var (from, to) = set.Ranges[at];
            mask |= MaskOfRange(codes, T.CreateTruncating(from), T.CreateTruncating(to - 1 - from));
        }

        return mask;
    }

    // from ≤ code ≤ from + length, in one unsigned comparison.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong MaskOfRange<T>(ReadOnlySpan<T> codes, T from, T length)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (first, span) = (Vector512.Create(from), Vector512.Create(length));
        ref var start = ref MemoryMarshal.GetReference(codes);
        var mask = 0UL;
        for (var at = 0; at < BlockRows; at += Vector512<T>.Count)
        {
            var inside = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref start, (nuint)at) - first, span);
            mask |= inside.ExtractMostSignificantBits() << at;
        }

        return mask;
    }

    private static ulong MaskOneByOne<T>(CodeSet set, ReadOnlySpan<T> codes)
        where T : unmanaged, IBinaryInteger<T>
    {
        var mask = 0UL;
        for (var at = 0; at < codes.Length; at++)
        {
            mask |= set.Contains(int.CreateTruncating(codes[at])) ? 1UL << at : 0;
        }

        return mask;
    }
}

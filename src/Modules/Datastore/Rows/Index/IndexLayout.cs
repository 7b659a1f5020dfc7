using System.Runtime.InteropServices;

namespace Gongxin.Datastore.Rows.Index;

// Where things are in an index file:
//
//   head          magic, rows, columns
//   sections      one for each column
//   row numbers   Int64 for each row, ascending
//   for each column:
//     order       Int32 for each row: the rows by value, empty cells last, ties by row
//     codes       for each row the rank of its value among the different values; their count for an empty cell
//     values      the different values, ascending: 8 or 16 bytes each, or text with its offsets before it
internal static class IndexLayout
{
    public const ulong Magic = 0x31_58_44_49_57_4F_52_47; // "GROWIDX1"
    public const int Alignment = 64;

    public static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;

    public static long HeadLength(int columns) => Aligned(Marshal.SizeOf<IndexHead>() + ((long)columns * Marshal.SizeOf<IndexSection>()));

    public static int WidthOf(int valueCount) => valueCount switch
    {
        <= byte.MaxValue => sizeof(byte),
        <= ushort.MaxValue => sizeof(ushort),
        _ => sizeof(int),
    };
}

[StructLayout(LayoutKind.Sequential)]
internal struct IndexHead
{
    public ulong Magic;
    public long Length;
    public int Rows;
    public int Columns;
    public long RowNumbers;
}

[StructLayout(LayoutKind.Sequential)]
internal struct IndexSection
{
    public int ValueCount;
    public int CodeWidth;
    public long Order;
    public long Codes;

    // Start of the values; for text, of ValueCount + 1 offsets (Int64) into the bytes that follow them.
    public long Values;
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Gongxin.Datastore.Rows.Index;

// Gathers one column in files beside the index and appends it when it is complete. Order and codes are written where they
// belong, values as they come, ascending.
internal sealed unsafe class IndexColumnWriter : IDisposable
{
    private const int NarrowAtOnce = 1 << 15;

    private readonly int _rows;
    private readonly bool _isText;
    private readonly MappedFile _order;
    private readonly MappedFile _codes;
    private readonly FileStream _values;
    private readonly FileStream _offsets;
    private readonly string[] _files;
    private long _textLength;

    public IndexColumnWriter(int rows, bool isText, string beside)
    {
        _rows = rows;
        _isText = isText;
        _files = [beside + ".order", beside + ".codes", beside + ".values", beside + ".offsets"];
        _order = MappedFile.Create(_files[0], Math.Max(1, rows) * (long)sizeof(int));
        _codes = MappedFile.Create(_files[1], Math.Max(1, rows) * (long)sizeof(int));
        _values = Beside(_files[2]);
        _offsets = Beside(_files[3]);
    }

    public int ValueCount { get; private set; }

    public Span<int> Order => new(_order.Start, _rows);
    public Span<int> Codes => new(_codes.Start, _rows);

    public void AddValue(ReadOnlySpan<byte> text)
    {
        Write(_offsets, _textLength);
        _values.Write(text);
        _textLength += text.Length;
        ValueCount++;
    }

    public void AddValue<T>(T value)
        where T : unmanaged
    {
        Write(_values, value);
        ValueCount++;
    }

    public IndexSection AppendTo(FileStream to)
    {
        var section = new IndexSection { ValueCount = ValueCount, CodeWidth = IndexLayout.WidthOf(ValueCount), Order = Align(to) };
        to.Write(MemoryMarshal.AsBytes(Order));
        section.Codes = Align(to);
        WriteCodes(to, section.CodeWidth);
        section.Values = Align(to);
        if (_isText)
        {
            Write(_offsets, _textLength);
            Append(_offsets, to);
        }

        Append(_values, to);
        return section;
    }

    public void Dispose()
    {
        _order.Dispose();
        _codes.Dispose();
        _values.Dispose();
        _offsets.Dispose();
        Array.ForEach(_files, File.Delete);
    }

    private void WriteCodes(FileStream to, int width)
    {
        ReadOnlySpan<int> codes = Codes;
        if (width == sizeof(int))
        {
            to.Write(MemoryMarshal.AsBytes(codes));
            return;
        }

        var narrow = new byte[NarrowAtOnce * width];
        for (var from = 0; from < codes.Length; from += NarrowAtOnce)
        {
            var part = codes.Slice(from, Math.Min(NarrowAtOnce, codes.Length - from));
            for (var at = 0; at < part.Length; at++)
            {
                if (width == sizeof(byte))
                {
                    narrow[at] = (byte)part[at];
                }
                else
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(narrow.AsSpan(at * sizeof(ushort)), (ushort)part[at]);
                }
            }

            to.Write(narrow, 0, part.Length * width);
        }
    }

    private static void Append(FileStream part, FileStream to)
    {
        part.Position = 0;
        part.CopyTo(to);
    }

    private static void Write<T>(FileStream to, T value)
        where T : unmanaged => to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    private static long Align(FileStream to)
    {
        Span<byte> nothing = stackalloc byte[IndexLayout.Alignment];
        nothing.Clear();
        to.Write(nothing[..(int)(IndexLayout.Aligned(to.Position) - to.Position)]);
        return to.Position;
    }

    private static FileStream Beside(string file) => new(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
}

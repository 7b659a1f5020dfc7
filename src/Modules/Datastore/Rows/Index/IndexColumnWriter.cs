using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows.Index;

// Writes one column, whose cells are handed in by value, empty ones last, ties by row. The order goes straight to the file;
// codes, values and offsets gather in files beside it until the column is complete.
internal sealed unsafe class IndexColumnWriter : IDisposable
{
    private const int NarrowAtOnce = 1 << 15;

    private readonly ColumnSchema _column;
    private readonly IndexStorage _storage;
    private readonly FileStream _to;
    private readonly MappedFile _codes;
    private readonly FileStream _values;
    private readonly FileStream _offsets;
    private readonly int _rows;
    private readonly long _order;
    private byte[] _lastText = [];
    private CellValue _last;
    private int _lastTextLength;
    private int _valueCount;
    private long _textLength;
    private bool _hasEmpty;

    public IndexColumnWriter(ColumnSchema column, int rows, FileStream to, string beside)
    {
        _column = column;
        _storage = IndexColumn.StorageOf(column);
        _rows = rows;
        _to = to;
        _order = Align(to);
        _codes = MappedFile.Create(beside + ".codes", Math.Max(1, rows) * (long)sizeof(int));
        _values = Beside(beside + ".values");
        _offsets = Beside(beside + ".offsets");
    }

    public int RowsAdded { get; private set; }

    public void Add(VectorReader cells, VectorReader positions, int count)
    {
        var codes = (int*)_codes.Start;
        for (var row = 0; row < count; row++)
        {
            if (cells.IsNull(row))
            {
                _hasEmpty = true;
            }
            else
            {
                AddValue(cells, row);
            }

            // Empty cells come last, when the count of values is final.
            var position = checked((int)positions.GetInt64(row));
            codes[position] = _hasEmpty ? _valueCount : _valueCount - 1;
            Write(_to, position);
        }

        RowsAdded += count;
    }

    public IndexSection End()
    {
        var section = new IndexSection { ValueCount = _valueCount, CodeWidth = IndexLayout.WidthOf(_valueCount), Order = _order, Codes = Align(_to) };
        WriteCodes(section.CodeWidth);
        section.Values = Align(_to);
        if (_storage is IndexStorage.Text)
        {
            Write(_offsets, _textLength);
            Append(_offsets);
        }

        Append(_values);
        return section;
    }

    public void Dispose()
    {
        _codes.Dispose();
        _values.Dispose();
        _offsets.Dispose();
        File.Delete(_values.Name);
        File.Delete(_offsets.Name);
        File.Delete(_values.Name[..^".values".Length] + ".codes");
    }

    private void AddValue(VectorReader cells, int row)
    {
        if (_storage is IndexStorage.Text)
        {
            AddText(cells.GetUtf8(row));
            return;
        }

        var value = CellReader.Value(_column, cells, row)!.Value;
        if (_valueCount > 0 && value.Number == _last.Number && value.Real.Equals(_last.Real))
        {
            return;
        }

        _last = value;
        _valueCount++;
        switch (_storage)
        {
            case IndexStorage.Wide:
                Write(_values, value.Number);
                break;
            case IndexStorage.Real:
                Write(_values, value.Real);
                break;
            default:
                Write(_values, (long)value.Number);
                break;
        }
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        if (_valueCount > 0 && text.SequenceEqual(_lastText.AsSpan(0, _lastTextLength)))
        {
            return;
        }

        if (text.Length > _lastText.Length)
        {
            _lastText = new byte[Math.Max(text.Length, 256)];
        }

        text.CopyTo(_lastText);
        _lastTextLength = text.Length;
        Write(_offsets, _textLength);
        _values.Write(text);
        _textLength += text.Length;
        _valueCount++;
    }

    private void WriteCodes(int width)
    {
        var codes = new ReadOnlySpan<int>(_codes.Start, _rows);
        if (width == sizeof(int))
        {
            _to.Write(MemoryMarshal.AsBytes(codes));
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

            _to.Write(narrow, 0, part.Length * width);
        }
    }

    private void Append(FileStream part)
    {
        part.Position = 0;
        part.CopyTo(_to);
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

using System.Buffers.Binary;
using System.Text;
using Gongxin.DuckDb;
using Gongxin.DuckDb.Functions;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// The cells that were set aside, on their way to their Parquet file. They go through a plain file because their number has
/// no bound and they appear while the data's Parquet file is being written.
/// </summary>
internal sealed class QuarantineSpill(string file, IReadOnlyList<ColumnSchema> columns) : TableSource, IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int HeadBytes = 8 + 4 + 4 + 4;
    private readonly byte[][] _names = [.. columns.Select(column => Encoding.UTF8.GetBytes(column.Name))];
    private readonly List<string> _codes = [];
    private FileStream? _stream;

    public long CellCount { get; private set; }
    public override long? RowCount => CellCount;

    public override IReadOnlyList<TableSourceColumn> Columns { get; } =
    [
        new("row", DuckDBScalarType.BigInt),
        new("column", DuckDBScalarType.Varchar),
        new("code", DuckDBScalarType.Varchar),
        new("text", DuckDBScalarType.Varchar),
    ];

    public void Write(long row, int column, string code, ReadOnlySpan<byte> text)
    {
        _stream ??= new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.DeleteOnClose);
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt64LittleEndian(head, row);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], column);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], IndexOf(code));
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], text.Length);
        _stream.Write(head);
        _stream.Write(text);
        CellCount++;
    }

    public override TableScan OpenScan()
    {
        _stream!.Flush();
        _stream.Position = 0;
        return new Scan(this);
    }

    public void Dispose() => _stream?.Dispose();

    private int IndexOf(string code)
    {
        var index = _codes.IndexOf(code);
        if (index < 0)
        {
            index = _codes.Count;
            _codes.Add(code);
        }

        return index;
    }

    private sealed class Scan(QuarantineSpill spill) : TableScan
    {
        private const int ChunkBytesMax = 8 * 1024 * 1024;
        private readonly byte[][] _names = spill._names;
        private readonly byte[][] _codes = [.. spill._codes.Select(Encoding.UTF8.GetBytes)];
        private byte[] _text = new byte[256];
        private long _left = spill.CellCount;

        public override int Fill(DuckDBChunk chunk)
        {
            var rows = 0;
            Span<byte> head = stackalloc byte[HeadBytes];
            for (var bytes = 0L; rows < DuckDBChunk.RowsMax && bytes < ChunkBytesMax && _left > 0; rows++, _left--)
            {
                spill._stream!.ReadExactly(head);
                var length = BinaryPrimitives.ReadInt32LittleEndian(head[16..]);
                if (_text.Length < length)
                {
                    _text = new byte[length];
                }

                var text = _text.AsSpan(0, length);
                spill._stream.ReadExactly(text);
                bytes += length;
                chunk[0].Values<long>()[rows] = BinaryPrimitives.ReadInt64LittleEndian(head);
                chunk[1].SetText(rows, _names[BinaryPrimitives.ReadInt32LittleEndian(head[8..])]);
                chunk[2].SetText(rows, _codes[BinaryPrimitives.ReadInt32LittleEndian(head[12..])]);
                chunk[3].SetText(rows, text);
            }

            return rows;
        }
    }
}

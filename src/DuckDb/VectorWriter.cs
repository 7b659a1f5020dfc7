using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>Writes one column of a chunk straight into DuckDB's memory. A row that is not written is undefined, not NULL.</summary>
public sealed unsafe class VectorWriter
{
    private const int BytesInPlaceMax = 12;
    private const int FewBytesMax = 4096;
    private readonly int _width;
    private nint _vector;
    private byte* _data;
    private ulong* _validity;

    internal VectorWriter(DuckDBScalarType type)
    {
        Type = type;
        Storage = type.Type == DuckDBType.Decimal ? VectorLayout.StorageOfDecimal(type.Width) : type.Type;
        _width = WidthOf(Storage);
    }

    public DuckDBScalarType Type { get; }

    /// <summary>How values are stored: for a DECIMAL the whole number type that holds its digits.</summary>
    public DuckDBType Storage { get; }

    internal void Attach(nint vector)
    {
        _vector = vector;
        _data = (byte*)NativeMethods.VectorGetData(vector);
        _validity = null;
    }

    /// <summary>The column's values as an array of its storage type, e.g. <c>long</c> for BIGINT, <c>int</c> (days) for DATE.</summary>
    public Span<T> Values<T>()
        where T : unmanaged =>
        sizeof(T) == _width && _data is not null ? new Span<T>(_data, DuckDBChunk.RowsMax) : throw Mismatch(typeof(T));

    /// <summary>The memory of all values, for copying a column that is already in DuckDB's layout.</summary>
    public Span<byte> Bytes => Type.Type is DuckDBType.Varchar or DuckDBType.Blob
        ? throw Mismatch(typeof(byte))
        : new Span<byte>(_data, DuckDBChunk.RowsMax * _width);

    public void SetNull(int row)
    {
        if (_validity is null)
        {
            NativeMethods.VectorEnsureValidityWritable(_vector);
            _validity = NativeMethods.VectorGetValidity(_vector);
        }

        _validity[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <summary>Copies UTF-8 text into a VARCHAR. DuckDB must never hold ill-formed text, so it is checked here.</summary>
    public void SetText(int row, ReadOnlySpan<byte> utf8)
    {
        if (Type.Type != DuckDBType.Varchar)
        {
            throw Mismatch(typeof(string));
        }

        if (!Utf8.IsValid(utf8))
        {
            throw new ArgumentException("The text is not well-formed UTF-8.", nameof(utf8));
        }

        SetBytes(row, utf8);
    }

    public void SetBlob(int row, ReadOnlySpan<byte> bytes)
    {
        if (Type.Type != DuckDBType.Blob)
        {
            throw Mismatch(typeof(byte[]));
        }

        SetBytes(row, bytes);
    }

    /// <summary>Writes a whole number into a column of any integer type, or the digits of a DECIMAL without its point.</summary>
    public void SetUnscaled(int row, Int128 value)
    {
        switch (Storage)
        {
            case DuckDBType.BigInt:
                ((long*)_data)[row] = checked((long)value);
                break;
            case DuckDBType.Integer:
                ((int*)_data)[row] = checked((int)value);
                break;
            case DuckDBType.SmallInt:
                ((short*)_data)[row] = checked((short)value);
                break;
            case DuckDBType.HugeInt:
                ((Int128*)_data)[row] = value;
                break;
            default:
                throw Mismatch(typeof(Int128));
        }
    }

    private void SetBytes(int row, ReadOnlySpan<byte> bytes)
    {
        var text = _data + ((long)row * 16);
        if (bytes.Length <= BytesInPlaceMax)
        {
            Unsafe.InitBlockUnaligned(text, 0, 16);
            *(int*)text = bytes.Length;
            bytes.CopyTo(new Span<byte>(text + 4, BytesInPlaceMax));
            return;
        }

        fixed (byte* start = bytes)
        {
            if (bytes.Length <= FewBytesMax)
            {
                NativeMethods.VectorAssignFewBytes(_vector, (ulong)row, start, (ulong)bytes.Length);
            }
            else
            {
                NativeMethods.VectorAssignBytes(_vector, (ulong)row, start, (ulong)bytes.Length);
            }
        }
    }

    private InvalidCastException Mismatch(Type given) => new($"A column of DuckDB's type {Type.Type} does not hold {given.Name} values.");

    private static int WidthOf(DuckDBType storage) => storage switch
    {
        DuckDBType.Boolean or DuckDBType.TinyInt or DuckDBType.UTinyInt => 1,
        DuckDBType.SmallInt or DuckDBType.USmallInt => 2,
        DuckDBType.Integer or DuckDBType.UInteger or DuckDBType.Float or DuckDBType.Date => 4,
        DuckDBType.BigInt or DuckDBType.UBigInt or DuckDBType.Double or DuckDBType.Time or DuckDBType.Timestamp or DuckDBType.TimestampTz => 8,
        DuckDBType.HugeInt or DuckDBType.UHugeInt or DuckDBType.Uuid or DuckDBType.Varchar or DuckDBType.Blob => 16,
        _ => throw new NotSupportedException($"Columns of DuckDB's type {storage} cannot be written."),
    };
}

/// <summary>The columns of a chunk that is being filled.</summary>
public sealed class DuckDBChunk
{
    /// <summary>DuckDB's vector size.</summary>
    public const int RowsMax = 2048;

    private readonly VectorWriter[] _columns;

    internal DuckDBChunk(IEnumerable<DuckDBScalarType> types) => _columns = [.. types.Select(type => new VectorWriter(type))];

    public int ColumnCount => _columns.Length;
    public VectorWriter this[int column] => _columns[column];

    internal void Attach(nint chunk)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Attach(NativeMethods.DataChunkGetVector(chunk, (ulong)i));
        }
    }
}

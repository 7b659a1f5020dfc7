using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>Rows of a result, chunk by chunk; values come straight from DuckDB's vectors.</summary>
[SuppressMessage("Design", "CA1010", Justification = "DbDataReader enumerates records without a type.")]
public sealed unsafe class DuckDBDataReader : DbDataReader
{
    private readonly DuckDBConnection _connection;
    private readonly ResultHandle _result;
    private readonly bool _closesConnection;
    private readonly string[] _names;
    private readonly VectorReader[] _vectors;
    private DataChunkHandle? _chunk;
    private bool _chunkIsFresh;
    private bool _everHadRows;
    private int _row = -1;

    internal DuckDBDataReader(DuckDBConnection connection, ResultHandle result, bool closesConnection, CancellationToken ct)
    {
        _connection = connection;
        _result = result;
        _closesConnection = closesConnection;
        var count = (int)NativeMethods.ColumnCount(result.Pointer);
        _names = new string[count];
        _vectors = new VectorReader[count];
        for (var i = 0; i < count; i++)
        {
            _names[i] = NativeText.Of(NativeMethods.ColumnName(result.Pointer, (ulong)i)) ?? "";
            _vectors[i] = new VectorReader(VectorLayout.Take(NativeMethods.ColumnLogicalType(result.Pointer, (ulong)i)));
        }

        FetchFirst(ct);
    }

    public override int FieldCount => _names.Length;
    public override int Depth => 0;
    public override bool HasRows => _everHadRows;
    public override bool IsClosed => _result.IsClosed;
    public override int RecordsAffected => (int)Math.Min(int.MaxValue, NativeMethods.RowsChanged(_result.Pointer));

    /// <summary>Rows of the current chunk, for column-wise reading with <see cref="ReadChunk"/> and <see cref="Vector"/>.</summary>
    public int ChunkRowCount { get; private set; }

    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => Read(CancellationToken.None);

    public bool Read(CancellationToken ct)
    {
        _chunkIsFresh = false;
        if (++_row < ChunkRowCount)
        {
            return true;
        }

        _row = 0;
        if (_chunk is not null && Fetch(ct))
        {
            return true;
        }

        _row = -1;
        return false;
    }

    /// <summary>Moves to the next chunk; its rows are 0 to <see cref="ChunkRowCount"/>-1 of each <see cref="Vector"/>.</summary>
    public bool ReadChunk(CancellationToken ct = default)
    {
        if (_chunkIsFresh)
        {
            _chunkIsFresh = false;
            _row = ChunkRowCount - 1;
            return true;
        }

        var more = _chunk is not null && Fetch(ct);
        _row = ChunkRowCount - 1;
        return more;
    }

    /// <summary>A column of the current chunk.</summary>
    public VectorReader Vector(int ordinal) => _vectors[ordinal];

    public override Task<bool> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Read(cancellationToken));

    public override bool NextResult() => false;

    public override bool IsDBNull(int ordinal) => _vectors[ordinal].IsNull(_row);

    public override bool GetBoolean(int ordinal) => Valid(ordinal).GetBoolean(_row);

    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override long GetInt64(int ordinal) => Valid(ordinal).GetInt64(_row);

    public Int128 GetInt128(int ordinal) => Valid(ordinal).GetInt128(_row);

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override double GetDouble(int ordinal) => Valid(ordinal).GetDouble(_row);

    public override decimal GetDecimal(int ordinal) => Valid(ordinal).GetDecimal(_row);

    public override string GetString(int ordinal) => Valid(ordinal).GetString(_row);

    /// <summary>The text of a VARCHAR without a copy; valid until the next read.</summary>
    public ReadOnlySpan<byte> GetUtf8(int ordinal) => Valid(ordinal).GetUtf8(_row);

    public DateOnly GetDate(int ordinal) => Valid(ordinal).GetDate(_row);

    public override DateTime GetDateTime(int ordinal) => Valid(ordinal).GetDateTime(_row);

    public override Guid GetGuid(int ordinal) => Valid(ordinal).GetGuid(_row);

    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    public override object GetValue(int ordinal) => _vectors[ordinal].GetValue(_row) ?? DBNull.Value;

    public override T GetFieldValue<T>(int ordinal)
    {
        if (default(T) is null && IsDBNull(ordinal))
        {
            return default!;
        }

        object value = (Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)) switch
        {
            var type when type == typeof(long) => GetInt64(ordinal),
            var type when type == typeof(int) => GetInt32(ordinal),
            var type when type == typeof(Int128) => GetInt128(ordinal),
            var type when type == typeof(BigInteger) => (BigInteger)GetInt128(ordinal),
            var type when type == typeof(double) => GetDouble(ordinal),
            var type when type == typeof(decimal) => GetDecimal(ordinal),
            var type when type == typeof(DateOnly) => GetDate(ordinal),
            var type when type == typeof(DateTime) => GetDateTime(ordinal),
            _ => Valid(ordinal).GetValue(_row)!,
        };
        return (T)value;
    }

    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var bytes = GetUtf8(ordinal);
        if (buffer is null)
        {
            return bytes.Length;
        }

        var part = bytes[(int)Math.Min(dataOffset, bytes.Length)..];
        part = part[..Math.Min(length, part.Length)];
        part.CopyTo(buffer.AsSpan(bufferOffset));
        return part.Length;
    }

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException("Read text with GetString or GetUtf8.");

    public override string GetName(int ordinal) => _names[ordinal];

    public override int GetOrdinal(string name)
    {
        var at = Array.IndexOf(_names, name);
        at = at >= 0 ? at : Array.FindIndex(_names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at : throw new ArgumentOutOfRangeException(nameof(name), name, "The result has no such column.");
    }

    public override string GetDataTypeName(int ordinal) => _vectors[ordinal].Type.ToString();

    public override Type GetFieldType(int ordinal) => FieldTypes.Of(_vectors[ordinal].Type);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    public override void Close()
    {
        if (IsClosed)
        {
            return;
        }

        _chunk?.Dispose();
        _chunk = null;
        ChunkRowCount = 0;
        _result.Dispose();
        if (_closesConnection)
        {
            _connection.Close();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private VectorReader Valid(int ordinal)
    {
        var vector = _vectors[ordinal];
        return vector.IsNull(_row) ? throw new InvalidCastException($"The column {_names[ordinal]} is NULL in this row.") : vector;
    }

    private void FetchFirst(CancellationToken ct)
    {
        try
        {
            _everHadRows = Fetch(ct);
            _chunkIsFresh = _everHadRows;
        }
        catch (Exception failure) when (failure is DuckDBException or OperationCanceledException)
        {
            _result.Dispose();
            throw;
        }
    }

    private bool Fetch(CancellationToken ct)
    {
        _chunk?.Dispose();
        _chunk = null;
        ChunkRowCount = 0;
        using var interrupt = StatementRun.InterruptOn(_connection, ct);
        while (true)
        {
            var chunk = NativeMethods.FetchChunk(*_result.Pointer);
            if (chunk == 0)
            {
                ThrowOnError(ct);
                return false;
            }

            var rows = (int)NativeMethods.DataChunkGetSize(chunk);
            if (rows == 0)
            {
                NativeMethods.DestroyDataChunk(ref chunk);
                continue;
            }

            _chunk = new DataChunkHandle(chunk);
            ChunkRowCount = rows;
            for (var i = 0; i < _vectors.Length; i++)
            {
                _vectors[i].Attach(NativeMethods.DataChunkGetVector(chunk, (ulong)i));
            }

            return true;
        }
    }

    private void ThrowOnError(CancellationToken ct)
    {
        if (NativeText.Of(NativeMethods.ResultError(_result.Pointer)) is { Length: > 0 } error)
        {
            throw StatementRun.Failed(_connection, error, (DuckDBErrorType)NativeMethods.ResultErrorType(_result.Pointer), ct);
        }
    }
}

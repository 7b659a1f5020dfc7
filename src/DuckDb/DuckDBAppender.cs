using System.Text;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>
/// Fast inserts: values go into a chunk in DuckDB's memory, chunk after chunk, in column order. Rows are in the table
/// when <see cref="Close"/> returns; an appender that is disposed without it leaves out what was not yet flushed.
/// </summary>
public sealed unsafe class DuckDBAppender : IDisposable
{
    private readonly AppenderHandle _appender;
    private readonly DataChunkHandle _chunk;
    private readonly DuckDBChunk _writer;
    private int _row;
    private int _column;
    private bool _closed;

    internal DuckDBAppender(DuckDBConnection connection, string table, string? schema, string? catalog)
    {
        if (NativeMethods.AppenderCreate(connection.Handle, catalog, schema, table, out _appender) != NativeMethods.Success)
        {
            using (_appender)
            {
                throw new DuckDBException(
                    NativeText.Of(NativeMethods.AppenderError(_appender)) ?? $"The table {table} takes no appender.", DuckDBErrorType.Catalog);
            }
        }

        var types = new nint[NativeMethods.AppenderColumnCount(_appender)];
        try
        {
            var columns = new DuckDBScalarType[types.Length];
            for (var i = 0; i < types.Length; i++)
            {
                types[i] = NativeMethods.AppenderColumnType(_appender, (ulong)i);
                columns[i] = TypeOf(types[i]);
            }

            _writer = new DuckDBChunk(columns);
            fixed (nint* start = types)
            {
                _chunk = new DataChunkHandle(NativeMethods.CreateDataChunk(start, (ulong)types.Length));
            }
        }
        catch (NotSupportedException)
        {
            _appender.Dispose();
            throw;
        }
        finally
        {
            for (var i = 0; i < types.Length; i++)
            {
                NativeMethods.DestroyLogicalType(ref types[i]);
            }
        }

        _writer.Attach(_chunk.Pointer);
    }

    public DuckDBAppender AppendNull()
    {
        Column().SetNull(_row);
        return Next();
    }

    /// <summary>Into any integer column.</summary>
    public DuckDBAppender AppendValue(long value)
    {
        Column().SetUnscaled(_row, value);
        return Next();
    }

    /// <summary>Into a HUGEINT column, or the digits of a DECIMAL without its point.</summary>
    public DuckDBAppender AppendUnscaled(Int128 value)
    {
        Column().SetUnscaled(_row, value);
        return Next();
    }

    public DuckDBAppender AppendValue(bool value) => AppendBits<byte>(value ? (byte)1 : (byte)0);

    public DuckDBAppender AppendValue(double value) => AppendBits(value);

    public DuckDBAppender AppendValue(DateOnly value) => AppendBits(DuckDBTime.Days(value));

    public DuckDBAppender AppendValue(DateTime value) => AppendBits(DuckDBTime.Micros(value));

    public DuckDBAppender AppendValue(decimal value)
    {
        var column = Column();
        var factor = (Int128)1;
        for (var i = 0; i < column.Type.Scale; i++)
        {
            factor *= 10;
        }

        var whole = decimal.Truncate(value);
        var fraction = (value - whole) * (decimal)factor;
        if (fraction != decimal.Truncate(fraction))
        {
            throw new ArgumentException("The number has more digits after the point than the column.", nameof(value));
        }

        column.SetUnscaled(_row, checked(((Int128)whole * factor) + (Int128)fraction));
        return Next();
    }

    public DuckDBAppender AppendValue(string? value)
    {
        if (value is null)
        {
            return AppendNull();
        }

        return AppendUtf8(Encoding.UTF8.GetBytes(value));
    }

    public DuckDBAppender AppendUtf8(ReadOnlySpan<byte> value)
    {
        Column().SetText(_row, value);
        return Next();
    }

    public DuckDBAppender AppendValue(byte[] value)
    {
        Column().SetBlob(_row, value);
        return Next();
    }

    public void EndRow()
    {
        if (_column != _writer.ColumnCount)
        {
            throw new InvalidOperationException($"The row has {_column} of {_writer.ColumnCount} values.");
        }

        _column = 0;
        if (++_row == DuckDBChunk.RowsMax)
        {
            Flush();
        }
    }

    /// <summary>Writes what is left; without it the last rows are not in the table.</summary>
    public void Close()
    {
        if (_column != 0)
        {
            throw new InvalidOperationException("The last row was not ended.");
        }

        Flush();
        Check(NativeMethods.AppenderClose(_appender));
        _closed = true;
    }

    public void Dispose()
    {
        if (!_closed && !_appender.IsClosed)
        {
            NativeMethods.AppenderClear(_appender);
        }

        _chunk.Dispose();
        _appender.Dispose();
    }

    private static DuckDBScalarType TypeOf(nint native)
    {
        var type = NativeMethods.GetTypeId(native);
        return type == DuckDBType.Decimal
            ? DuckDBScalarType.Decimal(NativeMethods.DecimalWidth(native), NativeMethods.DecimalScale(native))
            : new DuckDBScalarType(type);
    }

    private DuckDBAppender AppendBits<T>(T value)
        where T : unmanaged
    {
        Column().Values<T>()[_row] = value;
        return Next();
    }

    private VectorWriter Column() => _column < _writer.ColumnCount
        ? _writer[_column]
        : throw new InvalidOperationException("The row has more values than the table has columns.");

    private DuckDBAppender Next()
    {
        _column++;
        return this;
    }

    private void Flush()
    {
        if (_row == 0)
        {
            return;
        }

        NativeMethods.DataChunkSetSize(_chunk.Pointer, (ulong)_row);
        Check(NativeMethods.AppendDataChunk(_appender, _chunk.Pointer));
        NativeMethods.DataChunkReset(_chunk.Pointer);
        _writer.Attach(_chunk.Pointer);
        _row = 0;
    }

    private void Check(int state)
    {
        if (state != NativeMethods.Success)
        {
            throw new DuckDBException(NativeText.Of(NativeMethods.AppenderError(_appender)) ?? "The rows could not be appended.", DuckDBErrorType.Constraint);
        }
    }
}

using System.Globalization;
using System.Numerics;
using System.Text;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>
/// Typed access to one column of the current chunk, straight from DuckDB's memory. Valid until the reader moves to the
/// next chunk or is closed.
/// </summary>
public sealed unsafe class VectorReader
{
    private readonly VectorLayout _layout;
    private readonly VectorReader[] _children;
    private byte* _data;
    private ulong* _validity;

    internal VectorReader(VectorLayout layout)
    {
        _layout = layout;
        _children = [.. layout.Children.Select(child => new VectorReader(child))];
    }

    public DuckDBType Type => _layout.Type;

    /// <summary>Digits after the point of a DECIMAL column.</summary>
    public int Scale => _layout.Scale;

    /// <summary>Total digits of a DECIMAL column.</summary>
    public int Width => _layout.Width;

    internal VectorLayout Layout => _layout;

    internal void Attach(nint vector)
    {
        _data = (byte*)NativeMethods.VectorGetData(vector);
        _validity = NativeMethods.VectorGetValidity(vector);
        switch (_layout.Type)
        {
            case DuckDBType.List:
                _children[0].Attach(NativeMethods.ListVectorGetChild(vector));
                break;
            case DuckDBType.Array:
                _children[0].Attach(NativeMethods.ArrayVectorGetChild(vector));
                break;
            case DuckDBType.Struct:
                AttachFields(vector);
                break;
            case DuckDBType.Map:
                // A map is a list of key-value structures.
                AttachFields(NativeMethods.ListVectorGetChild(vector));
                break;
        }
    }

    public bool IsNull(int row) => _validity is not null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;

    public bool GetBoolean(int row) => _layout.Storage == DuckDBType.Boolean ? _data[row] != 0 : throw Mismatch("a truth value");

    public long GetInt64(int row) => _layout.Storage switch
    {
        DuckDBType.BigInt when _layout.Type == DuckDBType.BigInt => ((long*)_data)[row],
        _ when _layout.Type == DuckDBType.Decimal => throw Mismatch("a whole number"),
        DuckDBType.Integer => ((int*)_data)[row],
        DuckDBType.SmallInt => ((short*)_data)[row],
        DuckDBType.TinyInt => ((sbyte*)_data)[row],
        DuckDBType.UInteger => ((uint*)_data)[row],
        DuckDBType.USmallInt => ((ushort*)_data)[row],
        DuckDBType.UTinyInt => _data[row],
        DuckDBType.UBigInt => checked((long)((ulong*)_data)[row]),
        DuckDBType.HugeInt => checked((long)((Int128*)_data)[row]),
        DuckDBType.UHugeInt => checked((long)((UInt128*)_data)[row]),
        _ => throw Mismatch("a whole number"),
    };

    public Int128 GetInt128(int row) => _layout.Type switch
    {
        DuckDBType.HugeInt => ((Int128*)_data)[row],
        DuckDBType.UHugeInt => checked((Int128)((UInt128*)_data)[row]),
        DuckDBType.UBigInt => ((ulong*)_data)[row],
        _ => GetInt64(row),
    };

    public double GetDouble(int row) => _layout.Type switch
    {
        DuckDBType.Double => ((double*)_data)[row],
        DuckDBType.Float => ((float*)_data)[row],
        DuckDBType.Decimal => (double)GetUnscaled(row) / Math.Pow(10, _layout.Scale),
        DuckDBType.HugeInt or DuckDBType.UHugeInt or DuckDBType.UBigInt => (double)GetInt128(row),
        _ => GetInt64(row),
    };

    /// <summary>The digits of a DECIMAL without its point; divide by ten to the <see cref="Scale"/>.</summary>
    public Int128 GetUnscaled(int row)
    {
        if (_layout.Type != DuckDBType.Decimal)
        {
            return GetInt128(row);
        }

        return _layout.Storage switch
        {
            DuckDBType.SmallInt => ((short*)_data)[row],
            DuckDBType.Integer => ((int*)_data)[row],
            DuckDBType.BigInt => ((long*)_data)[row],
            _ => ((Int128*)_data)[row],
        };
    }

    /// <summary>Throws <see cref="OverflowException"/> for more than about 28 digits: use <see cref="GetUnscaled"/> there.</summary>
    public decimal GetDecimal(int row)
    {
        if (_layout.Type is DuckDBType.Double or DuckDBType.Float)
        {
            return (decimal)GetDouble(row);
        }

        var unscaled = GetUnscaled(row);
        var magnitude = UInt128.CreateChecked(Int128.IsNegative(unscaled) ? -unscaled : unscaled);
        if (magnitude >> 96 != 0 || _layout.Scale > 28)
        {
            // Trailing zeros may hide a number that does fit.
            return decimal.Parse(GetDecimalText(row).TrimEnd('0'), NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), Int128.IsNegative(unscaled), _layout.Scale);
    }

    public DateOnly GetDate(int row) => _layout.Type switch
    {
        DuckDBType.Date => DuckDBTime.Day(((int*)_data)[row]),
        _ => DateOnly.FromDateTime(GetDateTime(row)),
    };

    public DateTime GetDateTime(int row) => _layout.Type switch
    {
        DuckDBType.Timestamp => DuckDBTime.Time(((long*)_data)[row]),
        DuckDBType.TimestampTz => DuckDBTime.Time(((long*)_data)[row], DateTimeKind.Utc),
        DuckDBType.TimestampS => DuckDBTime.Time(checked(((long*)_data)[row] * 1_000_000)),
        DuckDBType.TimestampMs => DuckDBTime.Time(checked(((long*)_data)[row] * 1000)),
        DuckDBType.TimestampNs => DuckDBTime.Time(((long*)_data)[row] / 1000),
        DuckDBType.Date => DuckDBTime.Day(((int*)_data)[row]).ToDateTime(TimeOnly.MinValue),
        _ => throw Mismatch("a date or time"),
    };

    public TimeOnly GetTime(int row) => _layout.Type == DuckDBType.Time
        ? new TimeOnly(((long*)_data)[row] * TimeSpan.TicksPerMicrosecond)
        : throw Mismatch("a time of day");

    public DuckDBInterval GetInterval(int row) => _layout.Type == DuckDBType.Interval
        ? ((DuckDBInterval*)_data)[row]
        : throw Mismatch("an interval");

    public Guid GetGuid(int row) => _layout.Type == DuckDBType.Uuid ? DuckDBTime.Guid(((Int128*)_data)[row]) : throw Mismatch("a UUID");

    /// <summary>The bytes of a VARCHAR or BLOB without a copy.</summary>
    public ReadOnlySpan<byte> GetUtf8(int row)
    {
        if (_layout.Type is not (DuckDBType.Varchar or DuckDBType.Blob))
        {
            throw Mismatch("text");
        }

        // A string_t: length, then up to 12 bytes in place, or a prefix and a pointer.
        var text = _data + ((long)row * 16);
        var length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= 12 ? text + 4 : *(byte**)(text + 8), length);
    }

    public string GetString(int row) => _layout.Type switch
    {
        DuckDBType.Varchar => Encoding.UTF8.GetString(GetUtf8(row)),
        DuckDBType.Enum => _layout.Names[EnumIndex(row)],
        _ => throw Mismatch("text"),
    };

    public object? GetValue(int row)
    {
        if (IsNull(row))
        {
            return null;
        }

        return _layout.Type switch
        {
            DuckDBType.Boolean => GetBoolean(row),
            DuckDBType.BigInt => GetInt64(row),
            DuckDBType.Integer => (int)GetInt64(row),
            DuckDBType.SmallInt => (short)GetInt64(row),
            DuckDBType.TinyInt => (sbyte)GetInt64(row),
            DuckDBType.UInteger => (uint)GetInt64(row),
            DuckDBType.USmallInt => (ushort)GetInt64(row),
            DuckDBType.UTinyInt => (byte)GetInt64(row),
            DuckDBType.UBigInt => ((ulong*)_data)[row],
            DuckDBType.HugeInt => (BigInteger)((Int128*)_data)[row],
            DuckDBType.UHugeInt => (BigInteger)((UInt128*)_data)[row],
            DuckDBType.Float => ((float*)_data)[row],
            DuckDBType.Double => GetDouble(row),
            DuckDBType.Decimal => GetDecimal(row),
            DuckDBType.Varchar or DuckDBType.Enum => GetString(row),
            DuckDBType.Blob => GetUtf8(row).ToArray(),
            DuckDBType.Date => GetDate(row),
            DuckDBType.Time => GetTime(row),
            DuckDBType.Timestamp or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz
                => GetDateTime(row),
            DuckDBType.Interval => GetInterval(row),
            DuckDBType.Uuid => GetGuid(row),
            DuckDBType.List or DuckDBType.Array => GetList(row),
            DuckDBType.Struct => GetStruct(row),
            DuckDBType.Map => GetMap(row),
            _ => throw new NotSupportedException($"A value of DuckDB's type {_layout.Type} cannot be read; cast it in the query."),
        };
    }

    /// <summary>The elements of a LIST or ARRAY.</summary>
    public IReadOnlyList<object?> GetList(int row)
    {
        var (offset, length) = _layout.Type switch
        {
            DuckDBType.List => Entry(row),
            DuckDBType.Array => (row * _layout.ArraySize, _layout.ArraySize),
            _ => throw Mismatch("a list"),
        };
        var items = new object?[length];
        for (var i = 0; i < length; i++)
        {
            items[i] = _children[0].GetValue(offset + i);
        }

        return items;
    }

    internal string GetDecimalText(int row)
    {
        var unscaled = GetUnscaled(row);
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(_layout.Scale + 1, '0');
        var text = _layout.Scale == 0 ? digits : digits.Insert(digits.Length - _layout.Scale, ".");
        return Int128.IsNegative(unscaled) ? "-" + text : text;
    }

    private Dictionary<string, object?> GetStruct(int row)
    {
        var fields = new Dictionary<string, object?>(_children.Length, StringComparer.Ordinal);
        for (var i = 0; i < _children.Length; i++)
        {
            fields[_layout.Names[i]] = _children[i].GetValue(row);
        }

        return fields;
    }

    private KeyValuePair<object, object?>[] GetMap(int row)
    {
        var (offset, length) = Entry(row);
        var pairs = new KeyValuePair<object, object?>[length];
        for (var i = 0; i < length; i++)
        {
            pairs[i] = new(_children[0].GetValue(offset + i)!, _children[1].GetValue(offset + i));
        }

        return pairs;
    }

    private (int Offset, int Length) Entry(int row)
    {
        var entry = ((NativeListEntry*)_data)[row];
        return (checked((int)entry.Offset), checked((int)entry.Length));
    }

    private int EnumIndex(int row) => _layout.Storage switch
    {
        DuckDBType.UTinyInt => _data[row],
        DuckDBType.USmallInt => ((ushort*)_data)[row],
        _ => checked((int)((uint*)_data)[row]),
    };

    private void AttachFields(nint structure)
    {
        for (var i = 0; i < _children.Length; i++)
        {
            _children[i].Attach(NativeMethods.StructVectorGetChild(structure, (ulong)i));
        }
    }

    private InvalidCastException Mismatch(string wanted) => new($"A column of DuckDB's type {_layout.Type} is not {wanted}.");
}

/// <summary>DuckDB's INTERVAL: months, days and microseconds are kept apart because they do not convert.</summary>
public readonly record struct DuckDBInterval(int Months, int Days, long Micros);

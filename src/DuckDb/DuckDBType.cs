namespace Gongxin.DuckDb;

/// <summary>DuckDB's type numbers, as in its C API.</summary>
public enum DuckDBType
{
    Invalid = 0,
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    Time = 14,
    Interval = 15,
    HugeInt = 16,
    Varchar = 17,
    Blob = 18,
    Decimal = 19,
    TimestampS = 20,
    TimestampMs = 21,
    TimestampNs = 22,
    Enum = 23,
    List = 24,
    Struct = 25,
    Map = 26,
    Uuid = 27,
    Union = 28,
    Bit = 29,
    TimeTz = 30,
    TimestampTz = 31,
    UHugeInt = 32,
    Array = 33,
    Any = 34,
    BigNum = 35,
    SqlNull = 36,
}

/// <summary>A type without children: what columns of managed functions and appenders are made of.</summary>
public readonly record struct DuckDBScalarType(DuckDBType Type, byte Width = 0, byte Scale = 0)
{
    public static DuckDBScalarType Boolean => new(DuckDBType.Boolean);
    public static DuckDBScalarType Integer => new(DuckDBType.Integer);
    public static DuckDBScalarType BigInt => new(DuckDBType.BigInt);
    public static DuckDBScalarType HugeInt => new(DuckDBType.HugeInt);
    public static DuckDBScalarType Double => new(DuckDBType.Double);
    public static DuckDBScalarType Varchar => new(DuckDBType.Varchar);
    public static DuckDBScalarType Blob => new(DuckDBType.Blob);
    public static DuckDBScalarType Date => new(DuckDBType.Date);
    public static DuckDBScalarType Timestamp => new(DuckDBType.Timestamp);

    /// <summary>Stored as 16, 32, 64 or 128 bits for up to 4, 9, 18 or 38 digits.</summary>
    public static DuckDBScalarType Decimal(int width, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 38);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, width);
        return new(DuckDBType.Decimal, (byte)width, (byte)scale);
    }

    internal nint CreateNative() => Type == DuckDBType.Decimal
        ? Native.NativeMethods.CreateDecimalType(Width, Scale)
        : Native.NativeMethods.CreateLogicalType(Type);
}

using System.Buffers.Binary;

namespace Gongxin.DuckDb;

/// <summary>DuckDB's bit patterns of days, instants and UUIDs.</summary>
public static class DuckDBTime
{
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    public static int Days(DateOnly day) => day.DayNumber - EpochDay;

    public static DateOnly Day(int days) => DateOnly.FromDayNumber(checked(days + EpochDay));

    public static long Micros(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime Time(long micros, DateTimeKind kind = DateTimeKind.Unspecified) =>
        new(checked((micros * TimeSpan.TicksPerMicrosecond) + DateTime.UnixEpoch.Ticks), kind);

    internal static UInt128 GuidBitsUnsigned(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    internal static Int128 GuidBits(Guid guid) => (Int128)GuidBitsUnsigned(guid);

    // In vectors the top bit is flipped, so that UUIDs sort as signed numbers.
    internal static Guid Guid(Int128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, (UInt128)stored ^ ((UInt128)1 << 127));
        return new Guid(bytes, bigEndian: true);
    }
}

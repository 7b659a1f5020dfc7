using System.Numerics;
using System.Text;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>Hands the values of a command to a prepared statement.</summary>
internal static unsafe class ParameterBinder
{
    internal static void Bind(PreparedHandle statement, DuckDBParameterCollection parameters)
    {
        var count = NativeMethods.ParameterCount(statement);
        for (ulong index = 1; index <= count; index++)
        {
            var name = NativeText.Take(NativeMethods.ParameterName(statement, index)) ?? "";
            var parameter = Find(parameters, name, index);
            if (BindOne(statement, index, parameter.Value) != NativeMethods.Success)
            {
                throw new DuckDBException(
                    NativeText.Of(NativeMethods.PrepareError(statement)) ?? $"The parameter {name} was refused.", DuckDBErrorType.InvalidInput);
            }
        }
    }

    private static DuckDBParameter Find(DuckDBParameterCollection parameters, string name, ulong index)
    {
        var at = parameters.IndexOf(name);
        if (at >= 0)
        {
            return parameters[at];
        }

        // A positional parameter is called by its number.
        if (index <= (ulong)parameters.Count && parameters[(int)index - 1] is { ParameterName: "" } parameter)
        {
            return parameter;
        }

        throw new InvalidOperationException($"The statement's parameter {name} has no value.");
    }

    private static int BindOne(PreparedHandle statement, ulong index, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                return NativeMethods.BindNull(statement, index);
            case string text:
                return BindText(statement, index, text);
            case long number:
                return NativeMethods.BindInt64(statement, index, number);
            case int number:
                return NativeMethods.BindInt64(statement, index, number);
            case short number:
                return NativeMethods.BindInt64(statement, index, number);
            case byte number:
                return NativeMethods.BindInt64(statement, index, number);
        }

        var native = CreateValue(value);
        try
        {
            return NativeMethods.BindValue(statement, index, native);
        }
        finally
        {
            NativeMethods.DestroyValue(ref native);
        }
    }

    private static int BindText(PreparedHandle statement, ulong index, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = utf8)
        {
            // An empty array pins to null, which DuckDB would take for no text at all.
            byte nothing = 0;
            return NativeMethods.BindVarchar(statement, index, utf8.Length == 0 ? &nothing : start, (ulong)utf8.Length);
        }
    }

    private static nint CreateValue(object value) => value switch
    {
        bool flag => NativeMethods.CreateBool(flag ? (byte)1 : (byte)0),
        double number => NativeMethods.CreateDouble(number),
        float number => NativeMethods.CreateDouble(number),
        decimal number => CreateDecimal(number),
        Int128 number => NativeMethods.CreateHugeInt(NativeHugeInt.From(number)),
        ulong number => NativeMethods.CreateHugeInt(NativeHugeInt.From(number)),
        uint number => NativeMethods.CreateHugeInt(NativeHugeInt.From(number)),
        BigInteger number => NativeMethods.CreateHugeInt(NativeHugeInt.From((Int128)number)),
        DateOnly day => NativeMethods.CreateDate(DuckDBTime.Days(day)),
        TimeOnly time => NativeMethods.CreateTime(time.Ticks / TimeSpan.TicksPerMicrosecond),
        DateTime { Kind: DateTimeKind.Utc } instant => NativeMethods.CreateTimestampTz(DuckDBTime.Micros(instant)),
        DateTime time => NativeMethods.CreateTimestamp(DuckDBTime.Micros(time)),
        DateTimeOffset instant => NativeMethods.CreateTimestampTz(DuckDBTime.Micros(instant.UtcDateTime)),
        Guid guid => NativeMethods.CreateUuid(NativeHugeInt.From(DuckDBTime.GuidBits(guid))),
        byte[] bytes => CreateBlob(bytes),
        _ => throw new NotSupportedException($"A value of type {value.GetType()} cannot be a parameter."),
    };

    private static nint CreateDecimal(decimal number)
    {
        var bits = decimal.GetBits(number);
        var unscaled = (Int128)(((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0]);
        var value = NativeHugeInt.From(bits[3] < 0 ? -unscaled : unscaled);
        return NativeMethods.CreateDecimal(new NativeDecimal { Width = 38, Scale = number.Scale, Value = value });
    }

    private static nint CreateBlob(byte[] bytes)
    {
        byte nothing = 0;
        fixed (byte* start = bytes)
        {
            return NativeMethods.CreateBlob(bytes.Length == 0 ? &nothing : start, (ulong)bytes.Length);
        }
    }
}

using System.Globalization;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// The written form of values, the same in JSON, exports and pages: invariant numbers, ISO dates. Everything is ASCII
// and written into the caller's bytes without a string in the middle.
internal static class WrittenForm
{
    // Longest written form of anything but text: 38 digits, sign, point.
    public const int LengthMax = 48;

    public static int Write(ColumnSchema column, CellValue value, Span<byte> to) => column.Type switch
    {
        ColumnType.Integer => Integer((long)value.Number, to),
        ColumnType.Decimal => Decimal(value.Number, column.Scale, to),
        ColumnType.Number => Real(value.Real, to),
        ColumnType.Boolean => Boolean(value.Number != 0, to),
        ColumnType.DateTime => DateTime((long)value.Number, to),
        ColumnType.YearMonth => Day((int)value.Number, "yyyy-MM", to),
        ColumnType.Year => Day((int)value.Number, "yyyy", to),
        _ => Day((int)value.Number, "yyyy-MM-dd", to),
    };

    public static string Of(ColumnSchema column, CellValue value)
    {
        if (column.Type is ColumnType.Text)
        {
            return value.Text ?? "";
        }

        Span<byte> bytes = stackalloc byte[LengthMax];
        return Ascii(bytes[..Write(column, value, bytes)]);
    }

    public static string Decimal(Int128 unscaled, int scale)
    {
        Span<byte> bytes = stackalloc byte[LengthMax];
        return Ascii(bytes[..Decimal(unscaled, scale, bytes)]);
    }

    public static string DateTime(long micros)
    {
        Span<byte> bytes = stackalloc byte[LengthMax];
        return Ascii(bytes[..DateTime(micros, bytes)]);
    }

    public static string Day(int days)
    {
        Span<byte> bytes = stackalloc byte[LengthMax];
        return Ascii(bytes[..Day(days, "yyyy-MM-dd", bytes)]);
    }

    private static string Ascii(ReadOnlySpan<byte> bytes) => System.Text.Encoding.ASCII.GetString(bytes);

    private static int Integer(long value, Span<byte> to)
    {
        value.TryFormat(to, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    // Shortest text that reads back as the same number. JSON has no word for the three that are not finite.
    private static int Real(double value, Span<byte> to)
    {
        value.TryFormat(to, out var written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    private static int Boolean(bool value, Span<byte> to)
    {
        var text = value ? "true"u8 : "false"u8;
        text.CopyTo(to);
        return text.Length;
    }

    private static int Decimal(Int128 unscaled, int scale, Span<byte> to)
    {
        Span<byte> digits = stackalloc byte[LengthMax];
        var magnitude = unscaled < 0 ? -unscaled : unscaled;
        int count;
        if (magnitude <= ulong.MaxValue)
        {
            ((ulong)magnitude).TryFormat(digits, out count, default, CultureInfo.InvariantCulture);
        }
        else
        {
            magnitude.TryFormat(digits, out count, default, CultureInfo.InvariantCulture);
        }

        var at = 0;
        if (unscaled < 0)
        {
            to[at++] = (byte)'-';
        }

        if (count <= scale)
        {
            to[at++] = (byte)'0';
        }
        else
        {
            digits[..(count - scale)].CopyTo(to[at..]);
            at += count - scale;
        }

        if (scale == 0)
        {
            return at;
        }

        to[at++] = (byte)'.';
        var zeros = Math.Max(0, scale - count);
        to.Slice(at, zeros).Fill((byte)'0');
        digits[Math.Max(0, count - scale)..count].CopyTo(to[(at + zeros)..]);
        return at + scale;
    }

    private static int Day(int days, string form, Span<byte> to)
    {
        DuckDBTime.Day(days).TryFormat(to, out var written, form, CultureInfo.InvariantCulture);
        return written;
    }

    private static int DateTime(long micros, Span<byte> to)
    {
        var form = micros % TimeSpan.MicrosecondsPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.ffffff";
        DuckDBTime.Time(micros).TryFormat(to, out var written, form, CultureInfo.InvariantCulture);
        return written;
    }
}

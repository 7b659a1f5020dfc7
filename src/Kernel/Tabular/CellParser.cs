using System.Globalization;

namespace Gongxin.Kernel.Tabular;

/// <summary>Whether the numbers of a column carry a percent sign.</summary>
public enum PercentSign
{
    /// <summary>A percent sign is an error.</summary>
    Never,

    /// <summary>The column is in percent; the sign may be there or not.</summary>
    Optional,

    /// <summary>The column is in percent; only a zero may do without the sign, because 0.12 among 12 % is no percentage.</summary>
    Always,
}

/// <summary>
/// Reads typed values from cells as written (UTF-8), without allocation. Blanks around and full-width forms are accepted
/// everywhere. A cell that is not of the type gives false and never an approximation.
/// </summary>
public static class CellParser
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    /// <summary>
    /// True for cells that say there is no value: empty, blank, -, －, —, --, ——, …, ……, NULL, null, N/A, n/a, \N; and in columns
    /// that are not text also NA, NaN, #N/A, /, .., 无, 暂无 (but 无 is "no" in a boolean column).
    /// </summary>
    public static bool IsMissing(ReadOnlySpan<byte> cell, ColumnType type) => MissingText.Of(CellText.Trim(cell)) switch
    {
        MissingKind.Always => true,
        MissingKind.WhereTyped => type is not ColumnType.Text,
        MissingKind.NoneWord => type is not (ColumnType.Text or ColumnType.Boolean),
        _ => false,
    };

    /// <summary>12, -3, 1,234,567, １２, ￥12; leading zeros are accepted here (whether they are numbers is a matter of the column).</summary>
    public static bool TryInteger(ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        if (!TryReadNumber(cell, out var number) || !number.IsInteger || number.IsTooLong)
        {
            return false;
        }

        if (number.Digits > (UInt128)long.MaxValue)
        {
            value = long.MinValue;
            return number.IsNegative && number.Digits == (UInt128)long.MaxValue + 1;
        }

        value = number.IsNegative ? -(long)number.Digits : (long)number.Digits;
        return true;
    }

    /// <summary>The number times ten to the power of <paramref name="scale"/>. 12.5% gives 12.5. False when a digit would be lost.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> cell, int precision, int scale, PercentSign percent, out Int128 scaled)
    {
        scaled = 0;
        if (!TryReadNumber(cell, out var number) || number.IsScientific || number.IsTooLong || !Allows(percent, number))
        {
            return false;
        }

        var digits = number.Digits;
        if (number.Scale > scale)
        {
            var cut = number.Scale - scale;
            if (cut > PowersOfTen.Max || digits % PowersOfTen.Of(cut) != UInt128.Zero)
            {
                return false;
            }

            digits /= PowersOfTen.Of(cut);
        }
        else if (number.Scale < scale && digits != UInt128.Zero)
        {
            var grow = scale - number.Scale;
            if (digits >= PowersOfTen.Of(PowersOfTen.Max - grow))
            {
                return false;
            }

            digits *= PowersOfTen.Of(grow);
        }

        if (digits >= PowersOfTen.Of(precision))
        {
            return false;
        }

        scaled = number.IsNegative ? -(Int128)digits : (Int128)digits;
        return true;
    }

    /// <summary>Any number, scientific notation included, as the nearest double.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> cell, PercentSign percent, out double value)
    {
        value = 0;
        cell = CellText.Trim(cell);
        Span<byte> plain = stackalloc byte[CellText.TypedMax];
        if (!CellText.TryPlain(cell, plain, out var length) || !NumberText.TryRead(plain[..length], out var number) || !Allows(percent, number))
        {
            return false;
        }

        // The digits are known to be well-formed: what double.Parse does not take is taken out first.
        var put = 0;
        foreach (var letter in plain[..length])
        {
            if (letter is not ((byte)',' or (byte)'%' or (byte)' ' or CellText.Currency))
            {
                plain[put++] = letter;
            }
        }

        return double.TryParse(plain[..put], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>true/false, yes/no, y/n, 是/否, 有/无, in any case of letters.</summary>
    public static bool TryBoolean(ReadOnlySpan<byte> cell, out bool value) => BooleanText.TryRead(CellText.Trim(cell), out value, out _);

    /// <summary>Days since 1970-01-01 for 2024-03-01, 2024/3/1, 2024.3.1, 20240301, 2024年3月1日, and 3/1/2024 in the given order.</summary>
    public static bool TryDate(ReadOnlySpan<byte> cell, DateOrder order, out int days)
    {
        days = 0;
        if (!TryReadTime(cell, order, out var time))
        {
            return false;
        }

        var midnight = time.Kind is TimeKind.DateTime && time.Microseconds == 0 && time.OffsetMinutes is null;
        if (time.Kind is not TimeKind.Date && !midnight)
        {
            return false;
        }

        days = time.Days;
        return true;
    }

    /// <summary>
    /// Microseconds since 1970-01-01T00:00 of the time as written; a day alone is its midnight. A zone (Z, +08:00) is accepted
    /// and the clock time kept as written: a column whose cells name different zones is text by inference.
    /// </summary>
    public static bool TryDateTime(ReadOnlySpan<byte> cell, DateOrder order, out long microseconds)
    {
        microseconds = 0;
        if (!TryReadTime(cell, order, out var time) || time.Kind is not (TimeKind.Date or TimeKind.DateTime))
        {
            return false;
        }

        microseconds = (time.Days * MicrosecondsPerDay) + time.Microseconds;
        return true;
    }

    /// <summary>Days since 1970-01-01 of the month's first day for 2024-03, 2024/3, 202403, 2024年3月.</summary>
    public static bool TryYearMonth(ReadOnlySpan<byte> cell, out int days) => TryFirstDay(cell, TimeKind.YearMonth, out days);

    /// <summary>Days since 1970-01-01 of the year's first day for 2024 and 2024年.</summary>
    public static bool TryYear(ReadOnlySpan<byte> cell, out int days) => TryFirstDay(cell, TimeKind.Year, out days);

    /// <summary>The finding code of a cell that is not of the type; text has none.</summary>
    public static string MisfitCode(ColumnType type) => type switch
    {
        ColumnType.Integer => FindingCodes.CellNotAnInteger,
        ColumnType.Decimal => FindingCodes.CellNotADecimal,
        ColumnType.Number => FindingCodes.CellNotANumber,
        ColumnType.Boolean => FindingCodes.CellNotABoolean,
        ColumnType.Date => FindingCodes.CellNotADate,
        ColumnType.DateTime => FindingCodes.CellNotADateTime,
        ColumnType.YearMonth => FindingCodes.CellNotAYearMonth,
        ColumnType.Year => FindingCodes.CellNotAYear,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Every cell is a text."),
    };

    internal static bool Allows(PercentSign percent, in NumberText number) => percent switch
    {
        PercentSign.Never => !number.IsPercent,
        PercentSign.Always => number.IsPercent || number.Digits == UInt128.Zero,
        _ => true,
    };

    private static bool TryFirstDay(ReadOnlySpan<byte> cell, TimeKind kind, out int days)
    {
        days = 0;
        if (!TryReadTime(cell, DateOrder.YearFirst, out var time) || time.Kind != kind)
        {
            return false;
        }

        days = time.Days;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> cell, out NumberText number)
    {
        cell = CellText.Trim(cell);
        if (!cell.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            number = default;
            return cell.Length <= CellText.TypedMax && NumberText.TryRead(cell, out number);
        }

        Span<byte> plain = stackalloc byte[CellText.TypedMax];
        number = default;
        return CellText.TryPlain(cell, plain, out var length) && NumberText.TryRead(plain[..length], out number);
    }

    private static bool TryReadTime(ReadOnlySpan<byte> cell, DateOrder order, out TimeText time)
    {
        cell = CellText.Trim(cell);
        if (cell.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            Span<byte> plain = stackalloc byte[CellText.TypedMax];
            time = default;
            return CellText.TryPlain(cell, plain, out var length)
                && TimeText.TryRead(plain[..length], order, out time)
                && !(time.IsYearLast && order is DateOrder.YearFirst);
        }

        time = default;
        return cell.Length <= CellText.TypedMax
            && TimeText.TryRead(cell, order, out time)
            && !(time.IsYearLast && order is DateOrder.YearFirst);
    }
}

using System.Globalization;

namespace Gongxin.Kernel.Tabular.Workbooks.Numbers;

/// <summary>Days and times, which a workbook stores as numbers of days, in the forms of ISO 8601.</summary>
internal static class TimeNumber
{
    private const double MillisecondsOfDay = 86_400_000;
    private const double DaysMax = 2_958_466;

    // Lotus 1-2-3 took 1900 for a leap year and spreadsheets still do: 60 is a day that never was, 0 the day before the first.
    private const long FalseLeapDay = 60;

    /// <summary>Writes the time; false when the number is outside the calendar of spreadsheets.</summary>
    public static bool TryWrite(double days, NumberFormat format, bool dates1904, Span<byte> to, out int length)
    {
        length = 0;
        if (format.Kind is NumberKind.Duration && Math.Abs(days) < DaysMax)
        {
            length = WriteDuration(TimeSpan.FromMilliseconds(Math.Round(days * MillisecondsOfDay)), format.Digits, to);
            return true;
        }

        if (!(days >= 0 && days < DaysMax - (dates1904 ? 1462 : 0)))
        {
            return false;
        }

        var time = TimeSpan.FromMilliseconds(Math.Round(days * MillisecondsOfDay));
        if (format.Kind is NumberKind.DateTime or NumberKind.Time)
        {
            time = Round(time, format.Digits);
        }

        var day = (long)time.TotalDays;
        if (!dates1904 && day is 0 or FalseLeapDay && format.Kind is not NumberKind.Time)
        {
            length = WriteFalseDay(day, time, format, to);
            return true;
        }

        var start = dates1904 ? new DateTime(1904, 1, 1) : day < FalseLeapDay ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        if (start.Ticks + time.Ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        length = Write(start + time, format, to);
        return true;
    }

    /// <summary>Writes a time that is known as such, as much of it as the format shows.</summary>
    public static int Write(DateTime time, NumberFormat format, Span<byte> to)
    {
        var rounded = format.Kind is NumberKind.DateTime or NumberKind.Time ? new DateTime(Round(time - DateTime.MinValue, format.Digits).Ticks) : time;
        var pattern = format.Kind switch
        {
            NumberKind.Date => "yyyy-MM-dd",
            NumberKind.YearMonth => "yyyy-MM",
            NumberKind.Year => "yyyy",
            NumberKind.Time => format.Digits > 0 ? "HH:mm:ss.fff" : "HH:mm:ss",
            _ => format.Digits > 0 ? "yyyy-MM-dd HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss",
        };
        rounded.TryFormat(to, out var length, pattern, CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>Hours beyond 24 stay hours.</summary>
    public static int WriteDuration(TimeSpan time, int digits, Span<byte> to)
    {
        var rounded = Round(time.Duration(), digits);
        var sign = time < TimeSpan.Zero ? "-" : "";
        var hours = (long)rounded.TotalHours;
        int length;
        _ = digits > 0
            ? System.Text.Unicode.Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{sign}{hours:00}:{rounded.Minutes:00}:{rounded.Seconds:00}.{rounded.Milliseconds:000}", out length)
            : System.Text.Unicode.Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{sign}{hours:00}:{rounded.Minutes:00}:{rounded.Seconds:00}", out length);
        return length;
    }

    private static int WriteFalseDay(long day, TimeSpan time, NumberFormat format, Span<byte> to)
    {
        var date = day == 0 ? "1900-01-00" : "1900-02-29";
        date = format.Kind switch
        {
            NumberKind.YearMonth => date[..7],
            NumberKind.Year => date[..4],
            _ => date,
        };
        var clock = format.Kind is NumberKind.DateTime ? time - TimeSpan.FromDays(day) : (TimeSpan?)null;
        System.Text.Unicode.Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{date}{(clock is null ? "" : " ")}{clock:hh\\:mm\\:ss}", out var length);
        return length;
    }

    private static TimeSpan Round(TimeSpan time, int digits) =>
        digits > 0 ? time : TimeSpan.FromSeconds(Math.Floor((time.Ticks + (TimeSpan.TicksPerSecond / 2)) / (double)TimeSpan.TicksPerSecond));
}

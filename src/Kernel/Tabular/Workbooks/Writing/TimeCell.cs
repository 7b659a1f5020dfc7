using System.Buffers.Text;
using System.Globalization;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>Cells with days and times. What the calendar of spreadsheets does not have is a text in ISO 8601.</summary>
internal static class TimeCell
{
    private const int LengthMax = 40;

    // Day 0 of the calendar; it has a 29 February 1900, so days before that count one less.
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;
    private static readonly DateOnly FirstDay = new(1900, 1, 1);
    private static readonly DateOnly AfterFalseLeapDay = new(1900, 3, 1);

    public static void WriteDay(SheetStream sheet, DateOnly day, CellStyle style)
    {
        Span<byte> room = stackalloc byte[LengthMax];
        int length;
        if (day < FirstDay)
        {
            day.TryFormat(room, out length, style == CellStyles.YearMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
            sheet.WriteText(room[..length], CellStyles.Plain);
            return;
        }

        Utf8Formatter.TryFormat(Serial(day), room, out length);
        sheet.WriteCell(default, style, room[..length]);
    }

    public static void WriteTime(SheetStream sheet, DateTime time)
    {
        Span<byte> room = stackalloc byte[LengthMax];
        var day = DateOnly.FromDateTime(time);
        var clock = time.TimeOfDay.Ticks;
        int length;
        if (day < FirstDay || clock % TimeSpan.TicksPerMillisecond != 0)
        {
            time.TryFormat(room, out length, clock % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
            sheet.WriteText(room[..length], CellStyles.Plain);
            return;
        }

        var serial = Serial(day) + ((double)clock / TimeSpan.TicksPerDay);
        serial.TryFormat(room, out length, "R", CultureInfo.InvariantCulture);
        sheet.WriteCell(default, clock % TimeSpan.TicksPerSecond == 0 ? CellStyles.DateTime : CellStyles.DateTimeMilliseconds, room[..length]);
    }

    private static int Serial(DateOnly day) => day.DayNumber - DayZero - (day < AfterFalseLeapDay ? 1 : 0);
}

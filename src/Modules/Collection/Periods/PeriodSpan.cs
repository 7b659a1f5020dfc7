using System.Globalization;
using Gongxin.Collection.Tasks;

namespace Gongxin.Collection.Periods;

// A stretch of days that is asked about as one, with its name: 2026-03, 2026Q1, 2026-W10, 2026-03-上旬.
internal readonly record struct PeriodSpan(string Code, DateOnly FirstOn, DateOnly LastOn)
{
    public const int CodeMax = 24;

    private const int TenDays = 10;
    private static readonly string[] Thirds = ["上旬", "中旬", "下旬"];

    // The one of a task that asks once.
    public static PeriodSpan Once(DateOnly first, DateOnly last) => new(Text($"{first:yyyy-MM-dd}..{last:yyyy-MM-dd}"), first, last);

    // The one that a day falls in.
    public static PeriodSpan Of(Frequency frequency, DateOnly day) => frequency switch
    {
        Frequency.Day => new(Text($"{day:yyyy-MM-dd}"), day, day),
        Frequency.Week => Week(day),
        Frequency.TenDays => Third(day),
        Frequency.Month => Months(day, 1, Text($"{day:yyyy-MM}")),
        Frequency.Quarter => Months(day, 3, Text($"{day:yyyy}Q{((day.Month - 1) / 3) + 1}")),
        Frequency.HalfYear => Months(day, 6, Text($"{day:yyyy}H{((day.Month - 1) / 6) + 1}")),
        Frequency.Year => Months(day, 12, Text($"{day:yyyy}")),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };

    private static PeriodSpan Months(DateOnly day, int length, string code)
    {
        var first = new DateOnly(day.Year, day.Month - ((day.Month - 1) % length), 1);
        return new(code, first, first.AddMonths(length).AddDays(-1));
    }

    // Weeks begin on Monday and belong to the year of their Thursday (GB/T 7408).
    private static PeriodSpan Week(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        var first = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new(Text($"{ISOWeek.GetYear(moment):0000}-W{ISOWeek.GetWeekOfYear(moment):00}"), first, first.AddDays(6));
    }

    private static PeriodSpan Third(DateOnly day)
    {
        var third = Math.Min((day.Day - 1) / TenDays, Thirds.Length - 1);
        var first = new DateOnly(day.Year, day.Month, (third * TenDays) + 1);
        var last = third == Thirds.Length - 1 ? new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)) : first.AddDays(TenDays - 1);
        return new(Text($"{day:yyyy-MM}-{Thirds[third]}"), first, last);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

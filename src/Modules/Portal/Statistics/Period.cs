using System.Globalization;

namespace Gongxin.Portal.Statistics;

// Legal days from one to another, both included.
public readonly record struct Period(DateOnly From, DateOnly To)
{
    public const int DaysDefault = 30;
    public const int DaysMax = 1100;

    public int Days => To.DayNumber - From.DayNumber + 1;

    public static Period Last(int days, DateOnly today) => new(today.AddDays(1 - days), today);

    // From the parameters of an address; what is absent gives the last thirty days.
    public static Period Parse(string? from, string? to, DateOnly today)
    {
        var last = Day("to", to) ?? today;
        var first = Day("from", from) ?? (last.DayNumber < DaysDefault ? DateOnly.MinValue : last.AddDays(1 - DaysDefault));
        var period = new Period(first, last);
        return period.Days is >= 1 and <= DaysMax ? period : throw PortalRefusals.QueryNotReadable("from", Text(first));
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string parameter, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw PortalRefusals.QueryNotReadable(parameter, text);
}

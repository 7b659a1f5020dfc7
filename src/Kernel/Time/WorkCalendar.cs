using System.Collections.Frozen;
using System.Globalization;
using Gongxin.Kernel.Text;

namespace Gongxin.Kernel.Time;

/// <summary>
/// The working days of China: Monday to Friday, less the holidays and plus the make-up days of the State Council's yearly
/// notices. A year is known once its notice is loaded; days outside are answered by the weekday and marked unsettled,
/// and what is computed from them is provisional.
/// </summary>
public sealed class WorkCalendar
{
    // A notice has so far reached back to 29 December of the year before at the earliest (2007, 2018). The days from here
    // to the end of the last known year are therefore open until the next notice.
    private const int ReachBackMonth = 12;
    private const int ReachBackDay = 29;

    private static readonly Lazy<WorkCalendar> BuiltIn = new(() =>
        new WorkCalendar(Read(OwnCsv.ReadEmbedded(typeof(WorkCalendar).Assembly, "Gongxin.Kernel.Time.workday-calendar-cn.csv"))));

    private readonly FrozenDictionary<DateOnly, CalendarException> _exceptions;
    private readonly DateOnly _settledFrom;
    private readonly DateOnly _settledTo;

    /// <exception cref="InvalidDataException">A day stands twice, or a year between the first and the last has no notice.</exception>
    public WorkCalendar(IEnumerable<CalendarException> exceptions)
    {
        var days = new Dictionary<DateOnly, CalendarException>();
        foreach (var exception in exceptions)
        {
            if (!days.TryAdd(exception.On, exception))
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The calendar has {exception.On:yyyy-MM-dd} twice."));
            }
        }

        var years = days.Values.Select(e => e.NoticeYear).Distinct().Order().ToList();
        if (years.Count == 0 || years[^1] - years[0] != years.Count - 1)
        {
            throw new InvalidDataException("The calendar has a gap between its years, or no year at all.");
        }

        _exceptions = days.ToFrozenDictionary();
        FirstYear = years[0];
        LastYear = years[^1];
        _settledFrom = new DateOnly(FirstYear, 1, 1);
        _settledTo = new DateOnly(LastYear, ReachBackMonth, ReachBackDay).AddDays(-1);
    }

    /// <summary>The calendar that came with the program.</summary>
    public static WorkCalendar China => BuiltIn.Value;

    public int FirstYear { get; }
    public int LastYear { get; }

    /// <summary>Which notices it holds, such as <c>2007–2026</c>; stored and shown beside whatever was computed with it.</summary>
    public string Edition => string.Create(CultureInfo.InvariantCulture, $"{FirstYear}–{LastYear}");

    /// <summary>Reads a calendar file: date, day_kind (holiday or make_up_working_day), name_zh, name_en, notice_year, notice_url.</summary>
    public static IEnumerable<CalendarException> Read(OwnCsv file)
    {
        var (date, kind, zh, en) = (file.IndexOf("date"), file.IndexOf("day_kind"), file.IndexOf("name_zh"), file.IndexOf("name_en"));
        var (year, url) = (file.IndexOf("notice_year"), file.IndexOf("notice_url"));
        foreach (var row in file.Rows)
        {
            if (!DateOnly.TryParseExact(row[date], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                || !int.TryParse(row[year], NumberStyles.None, CultureInfo.InvariantCulture, out var noticeYear)
                || row[kind] is not ("holiday" or "make_up_working_day"))
            {
                throw new InvalidDataException($"The calendar cannot be read at {row[date]}.");
            }

            yield return new CalendarException(on, row[kind] == "make_up_working_day", row[zh], row[en], noticeYear, row[url]);
        }
    }

    /// <summary>
    /// This calendar with further notices. A year that is given again replaces what was known of it: notices have been
    /// changed after the fact (2020).
    /// </summary>
    public WorkCalendar With(IEnumerable<CalendarException> notices)
    {
        var more = notices.ToList();
        var years = more.Select(e => e.NoticeYear).ToHashSet();
        return new WorkCalendar(_exceptions.Values.Where(e => !years.Contains(e.NoticeYear)).Concat(more));
    }

    public CalendarDay Day(DateOnly on)
    {
        var notice = _exceptions.GetValueOrDefault(on);
        var kind = notice switch
        {
            { IsWorking: false } => DayKind.Holiday,
            { IsWorking: true } when IsWeekend(on) => DayKind.MakeUpWorkingDay,
            { IsWorking: true } => DayKind.WorkingDay,
            _ => IsWeekend(on) ? DayKind.Weekend : DayKind.WorkingDay,
        };
        return new CalendarDay(on, kind, notice is not null || IsSettled(on), notice);
    }

    public bool IsWorkingDay(DateOnly on) =>
        _exceptions.TryGetValue(on, out var notice) ? notice.IsWorking : !IsWeekend(on);

    /// <summary>True when no notice that is still to come can change the day.</summary>
    public bool IsSettled(DateOnly on) => (on >= _settledFrom && on <= _settledTo) || _exceptions.ContainsKey(on);

    /// <summary>All days of a year, in order.</summary>
    public IEnumerable<CalendarDay> Year(int year)
    {
        var first = new DateOnly(year, 1, 1);
        var count = DateTime.IsLeapYear(year) ? 366 : 365;
        return Enumerable.Range(0, count).Select(i => Day(first.AddDays(i)));
    }

    /// <summary>Working days after one day up to and including another; negative when the other is earlier.</summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        var (from, to) = after <= upTo ? (after, upTo) : (upTo, after);
        for (var on = from; on < to; on = on.AddDays(1))
        {
            count += IsWorkingDay(on.AddDays(1)) ? 1 : 0;
        }

        return after <= upTo ? count : -count;
    }

    private static bool IsWeekend(DateOnly on) => on.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

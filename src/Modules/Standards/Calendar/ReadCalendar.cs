using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Standards.Calendar;

/// <summary>The working days of one year.</summary>
/// <param name="Edition">The notices that the calendar holds.</param>
/// <param name="IsAnnounced">False for a year whose notice is not known: its days follow the weekday only.</param>
/// <param name="Days">Every day of the year.</param>
public sealed record CalendarYear(int Year, string Edition, bool IsAnnounced, int WorkingDays, IReadOnlyList<CalendarYearDay> Days);

/// <summary>One day.</summary>
/// <param name="Kind">working_day, weekend, holiday or make_up_working_day.</param>
/// <param name="IsSettled">False where a notice still to come may change the day.</param>
/// <param name="Name">The holiday; null on ordinary days.</param>
/// <param name="NoticeUrl">The notice that decides the day; null on ordinary days.</param>
public sealed record CalendarYearDay(DateOnly On, string Kind, bool IsWorking, bool IsSettled, TwoTexts? Name, string? NoticeUrl);

internal static class ReadCalendar
{
    // One year to either side of what is known is answered by weekdays; further is guessing.
    public static int FirstOf(WorkCalendar calendar) => calendar.FirstYear - 1;

    public static int LastOf(WorkCalendar calendar) => calendar.LastYear + 1;

    public static Ok<CalendarYear> Handle(WorkCalendar calendar, int year) => TypedResults.Ok(Of(calendar, year));

    public static CalendarYear Of(WorkCalendar calendar, int year)
    {
        if (year < FirstOf(calendar) || year > LastOf(calendar))
        {
            throw StandardsRefusals.YearNotCovered(year, FirstOf(calendar), LastOf(calendar));
        }

        var days = calendar.Year(year).Select(View).ToList();
        return new CalendarYear(
            year, calendar.Edition, year >= calendar.FirstYear && year <= calendar.LastYear, days.Count(d => d.IsWorking), days);
    }

    private static CalendarYearDay View(CalendarDay day) => new(
        day.On,
        day.Kind switch
        {
            DayKind.Weekend => "weekend",
            DayKind.Holiday => "holiday",
            DayKind.MakeUpWorkingDay => "make_up_working_day",
            _ => "working_day",
        },
        day.IsWorking,
        day.IsSettled,
        day.Notice is { } notice ? new TwoTexts(notice.NameZh, notice.NameEn) : null,
        day.Notice?.NoticeUrl);
}

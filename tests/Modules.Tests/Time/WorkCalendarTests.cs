using System.Globalization;
using System.Text.Json;
using Gongxin.Kernel.Time;

namespace Gongxin.Modules.Tests.Time;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.China;

    [Theory]
    [InlineData("2026-02-16", DayKind.Holiday, false)]
    [InlineData("2026-02-28", DayKind.MakeUpWorkingDay, true)]
    [InlineData("2026-02-14", DayKind.MakeUpWorkingDay, true)]
    [InlineData("2026-03-07", DayKind.Weekend, false)]
    [InlineData("2026-03-09", DayKind.WorkingDay, true)]
    [InlineData("2020-02-03", DayKind.WorkingDay, true)]
    [InlineData("2007-12-31", DayKind.Holiday, false)]
    public void A_day_is_what_the_notice_makes_it(string date, DayKind kind, bool isWorking)
    {
        var day = Calendar.Day(Day(date));

        Assert.Equal(kind, day.Kind);
        Assert.Equal(isWorking, day.IsWorking);
        Assert.Equal(isWorking, Calendar.IsWorkingDay(Day(date)));
    }

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_its_working_days(int year, int count) =>
        Assert.Equal(count, Calendar.Year(year).Count(day => day.IsWorking));

    [Fact]
    public void The_calendar_knows_where_its_knowledge_ends()
    {
        Assert.Equal("2007–2026", Calendar.Edition);
        Assert.False(Calendar.IsSettled(Day("2006-12-29")));
        Assert.True(Calendar.IsSettled(Day("2006-12-30")));
        Assert.True(Calendar.IsSettled(Day("2026-12-28")));
        Assert.False(Calendar.IsSettled(Day("2026-12-29")));
        Assert.False(Calendar.IsSettled(Day("2027-01-01")));
        Assert.Equal(DayKind.WorkingDay, Calendar.Day(Day("2027-01-01")).Kind);
    }

    [Fact]
    public void Working_days_between_count_the_later_end_and_not_the_earlier()
    {
        Assert.Equal(0, Calendar.WorkingDaysBetween(Day("2026-02-13"), Day("2026-02-13")));
        Assert.Equal(1, Calendar.WorkingDaysBetween(Day("2026-02-13"), Day("2026-02-23")));
        Assert.Equal(-1, Calendar.WorkingDaysBetween(Day("2026-02-23"), Day("2026-02-13")));
    }

    [Fact]
    public void A_further_notice_extends_the_calendar_and_a_changed_one_replaces_its_year()
    {
        CalendarException[] next = [new(Day("2027-01-01"), false, "元旦", "New Year", 2027, "https://example.org/notice")];
        var extended = Calendar.With(next);

        Assert.Equal(2027, extended.LastYear);
        Assert.True(extended.IsSettled(Day("2026-12-31")));
        Assert.False(extended.IsWorkingDay(Day("2027-01-01")));

        CalendarException[] changed = [new(Day("2027-01-04"), false, "元旦", "New Year", 2027, "https://example.org/notice")];
        Assert.True(extended.With(changed).IsWorkingDay(Day("2027-01-01")));
    }

    [Fact]
    public void A_calendar_with_a_gap_or_a_day_twice_is_refused()
    {
        var first = new CalendarException(Day("2025-01-01"), false, "元旦", "New Year", 2025, "");
        var later = new CalendarException(Day("2027-01-01"), false, "元旦", "New Year", 2027, "");

        Assert.Throws<InvalidDataException>(() => new WorkCalendar([first, later]));
        Assert.Throws<InvalidDataException>(() => new WorkCalendar([first, first]));
        Assert.Throws<InvalidDataException>(() => new WorkCalendar([]));
    }

    // A second, independent reading of the same notices; not part of the project.
    [Fact]
    public void The_calendar_agrees_with_holiday_cn_day_by_day()
    {
        var folder = ReferenceData.Folder("data/holiday-cn");
        var years = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "20??.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var days = document.RootElement.GetProperty("days").EnumerateArray().ToList();
            years += days.Count > 0 ? 1 : 0;
            foreach (var day in days)
            {
                var on = Day(day.GetProperty("date").GetString()!);
                Assert.True(
                    Calendar.IsWorkingDay(on) != day.GetProperty("isOffDay").GetBoolean(),
                    $"{on:O} differs from {Path.GetFileName(file)}");
            }
        }

        Assert.InRange(years, 15, 30);
    }

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

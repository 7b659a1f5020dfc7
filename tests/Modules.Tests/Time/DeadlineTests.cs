using System.Globalization;
using Gongxin.Kernel.Time;

namespace Gongxin.Modules.Tests.Time;

public sealed class DeadlineTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.China;
    private static readonly Period Seven = Period.WorkingDays(7);

    // Worked out by hand from the State Council's notices.
    [Theory]
    [InlineData("2026-02-12", "2026-02-28", false)] // a Saturday on which is worked
    [InlineData("2026-02-13", "2026-03-02", false)]
    [InlineData("2026-04-29", "2026-05-12", false)]
    [InlineData("2026-06-15", "2026-06-25", false)]
    [InlineData("2026-09-18", "2026-09-29", false)]
    [InlineData("2026-09-29", "2026-10-14", false)]
    [InlineData("2025-01-24", "2025-02-10", false)]
    [InlineData("2025-09-29", "2025-10-15", false)]
    [InlineData("2026-12-17", "2026-12-28", false)]
    [InlineData("2026-12-18", "2026-12-29", true)]
    [InlineData("2026-12-28", "2027-01-06", true)]
    public void Seven_working_days_end_on(string from, string due, bool isProvisional)
    {
        var deadline = DeadlineCount.From(Day(from), Seven, Calendar);

        Assert.Equal(Day(due), deadline.DueOn);
        Assert.Equal(isProvisional, deadline.IsProvisional);
        Assert.Equal("2007–2026", deadline.CalendarEdition);
    }

    [Fact]
    public void A_deadline_names_every_day_it_left_out()
    {
        var deadline = DeadlineCount.From(Day("2026-02-12"), Seven, Calendar);

        Assert.Equal(
            [
                "2026-02-12 StartDay ", "2026-02-15 Holiday 春节", "2026-02-16 Holiday 春节", "2026-02-17 Holiday 春节",
                "2026-02-18 Holiday 春节", "2026-02-19 Holiday 春节", "2026-02-20 Holiday 春节", "2026-02-21 Holiday 春节",
                "2026-02-22 Holiday 春节", "2026-02-23 Holiday 春节",
            ],
            deadline.Skipped.Select(Said));
        Assert.Equal(7, Calendar.WorkingDaysBetween(deadline.From, deadline.DueOn!.Value));
    }

    [Fact]
    public void A_provisional_deadline_is_settled_by_computing_it_with_the_next_notice()
    {
        var from = Day("2026-12-28");
        var early = DeadlineCount.From(from, Seven, Calendar);
        CalendarException[] notice =
        [
            new(Day("2027-01-01"), false, "元旦", "New Year", 2027, "https://example.org/notice"),
            new(Day("2027-01-02"), true, "元旦", "New Year", 2027, "https://example.org/notice"),
            new(Day("2027-01-04"), false, "元旦", "New Year", 2027, "https://example.org/notice"),
        ];

        var settled = DeadlineCount.From(from, Seven, Calendar.With(notice));

        Assert.True(early.IsProvisional);
        Assert.Equal(Day("2027-01-06"), early.DueOn);
        Assert.False(settled.IsProvisional);
        Assert.Equal(Day("2027-01-07"), settled.DueOn);
        Assert.Equal("2007–2027", settled.CalendarEdition);
    }

    [Theory]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2024-01-31", 1, "2024-02-29")]
    [InlineData("2026-02-28", 1, "2026-03-28")]
    [InlineData("2026-11-30", 3, "2027-02-28")]
    public void Months_end_on_the_same_number_or_on_the_last_of_the_month(string from, int months, string due)
    {
        var deadline = DeadlineCount.From(Day(from), Period.Months(months), Calendar);

        Assert.Equal(Day(due), deadline.DueOn);
        Assert.False(deadline.IsProvisional);
        Assert.Single(deadline.Skipped);
    }

    [Fact]
    public void Calendar_days_and_years_pass_over_holidays()
    {
        Assert.Equal(Day("2026-03-04"), Due("2026-02-12", Period.CalendarDays(20)));
        Assert.Equal(Day("2025-02-28"), Due("2024-02-29", Period.Years(1)));
    }

    [Fact]
    public void A_last_day_off_moves_only_where_the_rule_says_so()
    {
        var period = Period.CalendarDays(5);

        Assert.Equal(Day("2026-02-17"), Due("2026-02-12", period));

        var moved = DeadlineCount.From(Day("2026-02-12"), period with { EndsOnWorkingDay = true }, Calendar);
        Assert.Equal(Day("2026-02-24"), moved.DueOn);
        Assert.Equal(7, moved.Skipped.Count(s => s.Reason is SkipReason.LastDayMoved));
    }

    [Fact]
    public void Backwards_the_period_must_be_over_before_the_event()
    {
        Assert.Equal(Day("2026-03-02"), Due("2026-04-01", Period.CalendarDays(30) with { Direction = PeriodDirection.Before }));
        Assert.Equal(Day("2026-02-13"), Due("2026-02-26", Period.WorkingDays(4) with { Direction = PeriodDirection.Before }));
        Assert.Equal(Day("2026-02-28"), Due("2026-03-31", Period.Months(1) with { Direction = PeriodDirection.Before }));
    }

    [Fact]
    public void Where_the_text_leaves_the_days_open_the_safer_day_is_taken()
    {
        var open = Period.Of(20, PeriodUnit.Day, DayCount.Unsettled);
        var from = Day("2026-03-02");

        var act = DeadlineCount.From(from, open, Calendar);
        var keep = DeadlineCount.From(from, open with { Bound = PeriodBound.AtLeast }, Calendar);
        var renew = DeadlineCount.From(from, open with { Direction = PeriodDirection.Before }, Calendar);

        Assert.Equal((Day("2026-03-22"), DayCount.Calendar), (act.DueOn, act.Taken));
        Assert.Equal((Day("2026-03-30"), DayCount.Working), (keep.DueOn, keep.Taken));
        Assert.Equal(DayCount.Working, renew.Taken);
        Assert.True(renew.DueOn < from.AddDays(-20));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-06-30")]
    [InlineData("2026-06-30", "2026-06-30")]
    [InlineData("2026-07-01", "2027-06-30")]
    public void A_yearly_day_is_the_next_one(string from, string due)
    {
        var deadline = DeadlineCount.From(Day(from), Period.YearlyUntil(6, 30), Calendar);

        Assert.Equal(Day(due), deadline.DueOn);
        Assert.Empty(deadline.Skipped);
    }

    [Fact]
    public void A_pause_moves_the_end_by_the_days_that_would_have_counted()
    {
        Pause hearing = new(Day("2026-03-04"), Day("2026-03-10"), "听证");

        var working = DeadlineCount.From(Day("2026-03-02"), Seven, Calendar, [hearing]);
        var months = DeadlineCount.From(Day("2026-03-02"), Period.Months(1), Calendar, [hearing]);

        Assert.Equal(Day("2026-03-18"), working.DueOn);
        Assert.Equal(7, working.Skipped.Count(s => s is { Reason: SkipReason.Pause, Text: "听证" }));
        Assert.Equal(Day("2026-04-09"), months.DueOn);
    }

    [Fact]
    public void Pauses_that_overlap_count_once_and_one_after_the_end_not_at_all()
    {
        var plain = Due("2026-03-02", Seven);
        Pause one = new(Day("2026-03-04"), Day("2026-03-06"), "听证");
        Pause other = new(Day("2026-03-05"), Day("2026-03-09"), "鉴定");
        Pause late = new(plain.AddDays(30), null, "迟到");

        var deadline = DeadlineCount.From(Day("2026-03-02"), Seven, Calendar, [one, other, late]);

        Assert.Equal(Day("2026-03-17"), deadline.DueOn);
    }

    [Theory]
    [InlineData(PeriodUnit.Day)]
    [InlineData(PeriodUnit.Month)]
    public void A_pause_without_an_end_stops_the_clock(PeriodUnit unit)
    {
        Pause running = new(Day("2026-03-04"), null, "等待补正");

        var deadline = DeadlineCount.From(Day("2026-03-02"), Period.Of(7, unit, DayCount.Calendar), Calendar, [running]);

        Assert.Null(deadline.DueOn);
        Assert.Null(deadline.DaysLeft(Day("2026-03-20"), Calendar));
        Assert.Contains(deadline.Skipped, s => s is { Reason: SkipReason.Pause, Text: "等待补正" });
    }

    [Theory]
    [InlineData("2026-02-12", 7)]
    [InlineData("2026-02-24", 4)]
    [InlineData("2026-02-28", 0)]
    [InlineData("2026-03-03", -2)]
    public void The_days_left_are_counted_like_the_deadline(string today, int left) =>
        Assert.Equal(left, DeadlineCount.From(Day("2026-02-12"), Seven, Calendar).DaysLeft(Day(today), Calendar));

    [Fact]
    public void What_is_out_of_bounds_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.WorkingDays(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.WorkingDays(Period.DaysMax + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.YearlyUntil(2, 29));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.Of(3, PeriodUnit.Month, DayCount.Working));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeadlineCount.From(DateOnly.MaxValue, Seven, Calendar));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeadlineCount.From(DateOnly.MinValue, Seven, Calendar));
    }

    [Fact]
    public void Every_working_day_deadline_agrees_with_counting_the_days_one_by_one()
    {
        var random = new Random(20240304);
        for (var round = 0; round < 500; round++)
        {
            var from = new DateOnly(2007, 1, 1).AddDays(random.Next(19 * 365));
            var amount = random.Next(1, 120);

            var deadline = DeadlineCount.From(from, Period.WorkingDays(amount), Calendar);

            Assert.Equal(amount, Calendar.WorkingDaysBetween(from, deadline.DueOn!.Value));
            Assert.True(Calendar.IsWorkingDay(deadline.DueOn.Value));
            Assert.Equal(deadline.DueOn.Value.DayNumber - from.DayNumber, amount + deadline.Skipped.Count - 1);
        }
    }

    private static string Said(SkippedDay day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.On:yyyy-MM-dd} {day.Reason} {day.Notice?.NameZh}");

    private static DateOnly Due(string from, Period period) => DeadlineCount.From(Day(from), period, Calendar).DueOn!.Value;

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

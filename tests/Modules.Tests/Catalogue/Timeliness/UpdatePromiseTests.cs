using System.Globalization;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Modules.Tests.Catalogue.Timeliness;

// Goal: the day an update is due is right at the ends of months, in leap years and around holidays, and a rate counts promises.
// Method: pure, against the calendar that came with the program.
public sealed class UpdatePromiseTests
{
    private static readonly UpdatePromises Promises = new(WorkCalendar.China, ResourceRuleBook.BuiltIn);

    [Theory]
    [InlineData("2", "2026-03-02", "2026-03-03")]
    [InlineData("2", "2026-01-30", "2026-02-02")] // a Saturday
    [InlineData("3", "2026-03-02", "2026-03-09")]
    [InlineData("4", "2026-01-31", "2026-02-28")] // the last of the month, a make-up working Saturday after the Spring Festival
    [InlineData("4", "2024-01-31", "2024-02-29")] // leap year
    [InlineData("5", "2025-07-01", "2025-10-09")] // National Day moves it behind the holiday
    [InlineData("6", "2025-08-31", "2026-02-28")]
    [InlineData("7", "2024-02-29", "2025-02-28")]
    public void The_next_update_is_due_a_cycle_later_on_a_working_day(string cycle, string updated, string due)
    {
        var promise = Promises.Of(cycle, Day(updated))!;
        Assert.Equal(Day(due), promise.DueOn);
        Assert.False(promise.Deadline.IsProvisional);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("8")]
    [InlineData("monthly")]
    public void What_names_no_day_promises_nothing(string? cycle) => Assert.Null(Promises.Of(cycle, Day("2026-01-31")));

    [Fact]
    public void The_days_it_moved_over_are_told_with_their_notice()
    {
        var moved = Promises.Of("5", Day("2025-07-01"))!.Deadline.Skipped.Where(s => s.Reason is SkipReason.LastDayMoved).ToList();
        Assert.Equal(Enumerable.Range(1, 8).Select(d => new DateOnly(2025, 10, d)), moved.Select(s => s.On));
        Assert.All(moved, s => Assert.NotNull(s.Notice));
    }

    [Fact]
    public void A_day_in_a_year_that_is_not_announced_is_provisional()
    {
        var last = new DateOnly(WorkCalendar.China.LastYear, 6, 1);
        Assert.True(Promises.Of("7", last)!.Deadline.IsProvisional);
        Assert.False(Promises.Of("4", last)!.Deadline.IsProvisional);
    }

    [Theory]
    [InlineData("2026-04-22", FreshnessState.Current)]
    [InlineData("2026-04-23", FreshnessState.DueSoon)] // seven days before
    [InlineData("2026-04-30", FreshnessState.DueSoon)] // the due day
    [InlineData("2026-05-07", FreshnessState.DueSoon)] // the last day of grace
    [InlineData("2026-05-08", FreshnessState.Overdue)]
    public void States_change_on_their_days(string on, FreshnessState state)
    {
        var promise = Promises.Of("4", Day("2026-03-30"))!;
        Assert.Equal(Day("2026-04-30"), promise.DueOn);
        Assert.Equal(state, promise.StateOn(Day(on)));
    }

    [Fact]
    public void A_daily_table_is_due_soon_on_its_due_day_only()
    {
        var promise = Promises.Of("2", Day("2026-03-02"))!;
        Assert.Equal(promise.DueOn, promise.DueSoonFrom);
    }

    [Fact]
    public void Grace_is_the_row_in_force_on_the_due_day()
    {
        ResourceRule Row(int days, DateOnly? from, DateOnly? to) => new("resource.overdue", new TwoTexts("", ""), days, from, to, new TwoTexts("", ""), Certainty.Unverified);
        var promises = new UpdatePromises(WorkCalendar.China, new ResourceRuleBook([Row(7, null, Day("2026-03-31")), Row(2, Day("2026-04-01"), null)]));
        Assert.Equal(Day("2026-03-30").AddDays(8), promises.Of("4", Day("2026-02-28"))!.OverdueFrom); // due on Saturday the 28th, so on Monday the 30th
        Assert.Equal(Day("2026-04-03").AddDays(3), promises.Of("4", Day("2026-03-03"))!.OverdueFrom);
    }

    [Theory]
    [InlineData("2026-01-05", "2026-02-05", 0, 0)] // not over yet
    [InlineData("2026-01-05", "2026-02-12", 0, 0)] // the last day of grace
    [InlineData("2026-01-05", "2026-02-13", 0, 1)]
    [InlineData("2026-01-05", "2026-12-31", 0, 1)] // once, however long
    [InlineData("2026-01-05 2026-02-05", "2026-02-06", 1, 0)]
    [InlineData("2026-01-05 2026-02-12", "2026-02-13", 1, 0)] // within grace
    [InlineData("2026-01-05 2026-02-13", "2026-02-13", 0, 1)]
    [InlineData("2026-01-05 2026-01-05 2026-01-06 2026-01-20 2026-02-05 2026-03-05", "2026-03-06", 2, 0)] // many in one cycle keep one promise
    [InlineData("2026-01-05 2026-06-01 2026-07-01", "2026-12-31", 1, 2)]
    [InlineData("", "2026-12-31", 0, 0)]
    public void Promises_are_counted_not_versions(string updates, string today, int kept, int missed) =>
        Assert.Equal((kept, missed), Promises.Count(_ => "4", [.. updates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Day)], Day(today)));

    [Fact]
    public void Without_a_promise_nothing_counts() => Assert.Equal((0, 0), Promises.Count(_ => "8", [Day("2020-01-01"), Day("2021-01-01")], Day("2026-01-01")));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

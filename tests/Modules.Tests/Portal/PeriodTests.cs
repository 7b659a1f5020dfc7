using Gongxin.Kernel.Errors;
using Gongxin.Portal.Statistics;

namespace Gongxin.Modules.Tests.Portal;

// Goal: a period is understood as it is written, or refused with its parameter.
public sealed class PeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void Absent_ends_mean_thirty_days()
    {
        Assert.Equal(new Period(new(2026, 10, 27), Today), Period.Parse(null, "", Today));
        Assert.Equal(new Period(new(2026, 1, 2), new(2026, 1, 31)), Period.Parse(null, "2026-01-31", Today));
        Assert.Equal(1, Period.Parse("2026-11-25", null, Today).Days);
    }

    [Theory]
    [InlineData("yesterday", null, "from")]
    [InlineData("2026-1-1", null, "from")]
    [InlineData(null, "2026-02-30", "to")]
    [InlineData("2026-11-26", "2026-11-25", "from")]
    [InlineData("2020-01-01", "2026-11-25", "from")]
    [InlineData("0001-01-01", "9999-12-31", "from")]
    public void What_is_no_period_is_refused(string? from, string? to, string parameter)
    {
        var refusal = Assert.Throws<Refusal>(() => Period.Parse(from, to, Today));
        Assert.Equal(("portal.query-not-readable", 400), (refusal.Code, refusal.Status));
        Assert.Equal(parameter, refusal.Args[0]);
    }

    [Fact]
    public void The_first_days_of_the_calendar_are_a_period() => Assert.Equal(3, Period.Parse(null, "0001-01-03", Today).Days);
}

using Gongxin.Kernel.Time;

namespace Gongxin.Modules.Tests.Time;

public sealed class LegalDayTests
{
    [Theory]
    [InlineData("2026-12-31T15:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T16:00:00Z", "2027-01-01")]
    [InlineData("1988-07-01T15:30:00Z", "1988-07-01")] // summer time of those years is left out on purpose
    public void The_legal_day_begins_at_midnight_in_china(string instant, string day)
    {
        var clock = new FixedClock(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), clock.LegalToday());
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

namespace Gongxin.Kernel.Time;

/// <summary>The zone in which legal days begin and end. China has kept UTC+8 without summer time since 1992.</summary>
public static class LegalZone
{
    public static TimeZoneInfo China { get; } =
        TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "China Standard Time", "China Standard Time");

    /// <summary>Today's legal day.</summary>
    public static DateOnly LegalToday(this TimeProvider clock) => LegalDay(clock.GetUtcNow().UtcDateTime);

    /// <summary>The legal day that an instant (UTC) falls on.</summary>
    public static DateOnly LegalDay(DateTime utc) => DateOnly.FromDateTime(utc.AddHours(8));
}

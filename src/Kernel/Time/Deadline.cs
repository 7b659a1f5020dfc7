namespace Gongxin.Kernel.Time;

/// <summary>A time that does not count, both days included; without an end it is still running.</summary>
public sealed record Pause(DateOnly From, DateOnly? To, string Reason)
{
    public bool Covers(DateOnly on) => on >= From && (To is null || on <= To);
}

/// <summary>Why a day was not counted.</summary>
public enum SkipReason
{
    StartDay,
    Weekend,
    Holiday,
    Pause,

    /// <summary>Last day of the period, but no working day (Civil Code, Art. 203).</summary>
    LastDayMoved,
}

/// <summary>A day that was not counted.</summary>
/// <param name="Notice">The line of the State Council's notice, for a holiday.</param>
/// <param name="Text">The reason given for a pause.</param>
public sealed record SkippedDay(DateOnly On, SkipReason Reason, CalendarException? Notice = null, string? Text = null);

/// <summary>
/// A deadline with its reasons: from when, by what period, which days were left out and why, and whether a calendar
/// that is still to be announced may move it. A value: to recompute it, compute it again with the newer calendar.
/// </summary>
/// <param name="DueOn">The last day; null while a pause without an end stops the clock.</param>
/// <param name="IsProvisional">A day that counts is not settled; <see cref="CalendarEdition"/> says what was known.</param>
/// <param name="Taken">How the days were counted in the end, where the period leaves it open.</param>
public sealed record Deadline(
    DateOnly From,
    Period Period,
    DateOnly? DueOn,
    bool IsProvisional,
    DayCount Taken,
    IReadOnlyList<SkippedDay> Skipped,
    IReadOnlyList<Pause> Pauses,
    string CalendarEdition)
{
    /// <summary>
    /// Days left after today, in the days that count; 0 on the last day, negative when it is past. Null while the clock stands.
    /// </summary>
    public int? DaysLeft(DateOnly today, WorkCalendar calendar) => DueOn switch
    {
        null => null,
        { } due when Taken is DayCount.Working => calendar.WorkingDaysBetween(today, due),
        { } due => due.DayNumber - today.DayNumber,
    };
}

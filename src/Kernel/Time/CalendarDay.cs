namespace Gongxin.Kernel.Time;

/// <summary>What kind of day it is for an authority.</summary>
public enum DayKind
{
    WorkingDay,
    Weekend,

    /// <summary>Off by a notice of the State Council, the weekend days inside a holiday included.</summary>
    Holiday,

    /// <summary>A weekend day on which is worked because of a holiday nearby.</summary>
    MakeUpWorkingDay,
}

/// <summary>One day of the calendar.</summary>
/// <param name="IsSettled">False where the notice that may still change the day is not known yet.</param>
/// <param name="Notice">The line of the State Council's notice that decides the day; null for ordinary days.</param>
public sealed record CalendarDay(DateOnly On, DayKind Kind, bool IsSettled, CalendarException? Notice)
{
    public bool IsWorking => Kind is DayKind.WorkingDay or DayKind.MakeUpWorkingDay;
}

/// <summary>A day that a notice of the State Council makes a holiday or a working day.</summary>
/// <param name="NoticeYear">The year that the notice is for; a notice may reach back into the last days of the year before.</param>
public sealed record CalendarException(DateOnly On, bool IsWorking, string NameZh, string NameEn, int NoticeYear, string NoticeUrl);

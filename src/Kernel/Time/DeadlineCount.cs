namespace Gongxin.Kernel.Time;

/// <summary>Computes deadlines.</summary>
public static class DeadlineCount
{
    /// <summary>First and last day that a deadline is computed from.</summary>
    public static DateOnly FromMin { get; } = new(1949, 10, 1);
    public static DateOnly FromMax { get; } = new(2199, 12, 31);

    /// <summary>Days that pauses may add before the computation gives up: some thirty years.</summary>
    private const int StepsMax = 50_000;

    /// <exception cref="ArgumentOutOfRangeException">The day lies outside <see cref="FromMin"/> to <see cref="FromMax"/>.</exception>
    public static Deadline From(DateOnly from, Period period, WorkCalendar calendar, IReadOnlyList<Pause>? pauses = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, FromMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, FromMax);
        var stops = pauses ?? [];
        if (period.Count is not DayCount.Unsettled)
        {
            return Count(from, period, period.Count, calendar, stops);
        }

        var working = Count(from, period, DayCount.Working, calendar, stops);
        var plain = Count(from, period, DayCount.Calendar, calendar, stops);
        return IsSafer(working, plain, period.Bound) ? working : plain;
    }

    // Whoever must act in time is safe with the earlier day, whoever must wait or keep with the later one.
    private static bool IsSafer(Deadline one, Deadline other, PeriodBound bound) =>
        bound is PeriodBound.AtMost ? one.DueOn < other.DueOn : one.DueOn > other.DueOn;

    private static Deadline Count(DateOnly from, Period period, DayCount count, WorkCalendar calendar, IReadOnlyList<Pause> pauses)
    {
        var walk = new Walk(from, period, count, calendar, pauses);
        var due = period.Unit is PeriodUnit.Day ? walk.ByDays(period.Amount) : walk.ToDate();
        if (due is { } last && period.EndsOnWorkingDay)
        {
            due = walk.ToWorkingDay(last);
        }

        return new Deadline(from, period, due, walk.IsProvisional, count, walk.Skipped, pauses, calendar.Edition);
    }

    // One pass over the days from the event to the last day, in the direction of the period.
    private sealed class Walk(DateOnly from, Period period, DayCount count, WorkCalendar calendar, IReadOnlyList<Pause> pauses)
    {
        private readonly int _step = period.Direction is PeriodDirection.After ? 1 : -1;

        public List<SkippedDay> Skipped { get; } = period.Unit is PeriodUnit.DayOfYear ? [] : [new SkippedDay(from, SkipReason.StartDay)];
        public bool IsProvisional { get; private set; }

        public DateOnly? ByDays(int amount)
        {
            var on = from;
            for (var steps = 0; amount > 0; steps++)
            {
                if (steps == StepsMax)
                {
                    return null;
                }

                on = on.AddDays(_step);
                if (RunningPause(on) is { } endless)
                {
                    Skipped.Add(new SkippedDay(on, SkipReason.Pause, Text: endless.Reason));
                    return null;
                }

                amount -= Counts(on) ? 1 : 0;
            }

            return on;
        }

        // Months and years end on the day of the same number, or on the last of the month (Civil Code, Art. 202); paused
        // days are added at the end.
        public DateOnly? ToDate()
        {
            var due = period.Unit switch
            {
                PeriodUnit.Month => from.AddMonths(_step * period.Amount),
                PeriodUnit.Year => from.AddYears(_step * period.Amount),
                _ => NextDayOfYear(from, period.Amount),
            };
            if (period.Unit is PeriodUnit.DayOfYear)
            {
                return due;
            }

            for (var on = from; on != due;)
            {
                on = on.AddDays(_step);
                if (pauses.FirstOrDefault(p => p.Covers(on)) is { } pause)
                {
                    Skipped.Add(new SkippedDay(on, SkipReason.Pause, Text: pause.Reason));
                    if (pause.To is null || Skipped.Count > StepsMax)
                    {
                        return null;
                    }

                    due = due.AddDays(_step);
                }
            }

            return due;
        }

        public DateOnly ToWorkingDay(DateOnly last)
        {
            for (IsProvisional |= !calendar.IsSettled(last); !calendar.IsWorkingDay(last); IsProvisional |= !calendar.IsSettled(last))
            {
                Skipped.Add(new SkippedDay(last, SkipReason.LastDayMoved, calendar.Day(last).Notice));
                last = last.AddDays(_step);
            }

            return last;
        }

        private bool Counts(DateOnly on)
        {
            if (pauses.FirstOrDefault(p => p.Covers(on)) is { } pause)
            {
                Skipped.Add(new SkippedDay(on, SkipReason.Pause, Text: pause.Reason));
                return false;
            }

            if (count is DayCount.Calendar)
            {
                return true;
            }

            var day = calendar.Day(on);
            IsProvisional |= !day.IsSettled;
            if (!day.IsWorking)
            {
                Skipped.Add(new SkippedDay(on, day.Kind is DayKind.Holiday ? SkipReason.Holiday : SkipReason.Weekend, day.Notice));
            }

            return day.IsWorking;
        }

        private Pause? RunningPause(DateOnly on) => pauses.FirstOrDefault(p => p.To is null && p.Covers(on));

        private static DateOnly NextDayOfYear(DateOnly from, int monthAndDay)
        {
            var on = new DateOnly(from.Year, monthAndDay / 100, monthAndDay % 100);
            return on >= from ? on : on.AddYears(1);
        }
    }
}

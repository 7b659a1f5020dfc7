namespace Gongxin.Kernel.Time;

/// <summary>What a period is counted in.</summary>
public enum PeriodUnit
{
    Day,
    Month,
    Year,

    /// <summary>Until a fixed day of each year, such as 30 June.</summary>
    DayOfYear,
}

/// <summary>Which days count.</summary>
public enum DayCount
{
    Working,
    Calendar,

    /// <summary>The text does not say. Both are computed and the one that is safer for whoever must act is taken.</summary>
    Unsettled,
}

/// <summary>Whether the period follows its event or must be over before it.</summary>
public enum PeriodDirection
{
    After,
    Before,
}

/// <summary>Whether something must be done within the period, or may not end before it is over.</summary>
public enum PeriodBound
{
    AtMost,
    AtLeast,
}

/// <summary>A length of time as a rule states it. The day of the event itself never counts (Civil Code, Art. 201).</summary>
public sealed record Period
{
    /// <summary>Longest period that is computed, by unit: a century in months and years, some forty years in days.</summary>
    public const int DaysMax = 15_000;
    public const int MonthsMax = 1_200;
    public const int YearsMax = 100;

    private Period(int amount, PeriodUnit unit, DayCount count)
    {
        Amount = amount;
        Unit = unit;
        Count = count;
    }

    /// <summary>Number of units; for <see cref="PeriodUnit.DayOfYear"/> month × 100 + day.</summary>
    public int Amount { get; private init; }
    public PeriodUnit Unit { get; }
    public DayCount Count { get; }
    public PeriodDirection Direction { get; init; } = PeriodDirection.After;
    public PeriodBound Bound { get; init; } = PeriodBound.AtMost;

    /// <summary>Civil Code, Art. 203: when the last day is not a working day, the next one is. Only where the rule is of civil law.</summary>
    public bool EndsOnWorkingDay { get; init; }

    public static Period WorkingDays(int amount) => Of(amount, PeriodUnit.Day, DayCount.Working);

    public static Period CalendarDays(int amount) => Of(amount, PeriodUnit.Day, DayCount.Calendar);

    public static Period Months(int amount) => Of(amount, PeriodUnit.Month, DayCount.Calendar);

    public static Period Years(int amount) => Of(amount, PeriodUnit.Year, DayCount.Calendar);

    /// <summary>Until the next such day, the day of the event included. 29 February is not a day of each year.</summary>
    public static Period YearlyUntil(int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2001, month)
            ? new Period((month * 100) + day, PeriodUnit.DayOfYear, DayCount.Calendar)
            : throw new ArgumentOutOfRangeException(nameof(day));

    public static Period Of(int amount, PeriodUnit unit, DayCount count)
    {
        var max = unit switch
        {
            PeriodUnit.Day => DaysMax,
            PeriodUnit.Month => MonthsMax,
            PeriodUnit.Year => YearsMax,
            _ => 0,
        };
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, max);
        if (unit is not PeriodUnit.Day && count is not DayCount.Calendar)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        return new Period(amount, unit, count);
    }

    /// <summary>The same period, longer by an extension in its own unit.</summary>
    public Period Extended(int by) =>
        by == 0 ? this : Of(checked(Amount + by), Unit, Count) with { Direction = Direction, Bound = Bound, EndsOnWorkingDay = EndsOnWorkingDay };
}

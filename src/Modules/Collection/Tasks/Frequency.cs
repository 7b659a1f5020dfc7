namespace Gongxin.Collection.Tasks;

// How often a task asks.
public enum Frequency
{
    Once,
    Day,
    Week,
    TenDays,
    Month,
    Quarter,
    HalfYear,
    Year,
}

// To whom what is collected belongs (trial rules, clause 11).
public enum OwnershipClass
{
    Direct,
    CoDeveloped,
    Independent,
}

internal static class Frequencies
{
    public static int PeriodsPerYear(this Frequency frequency) => frequency switch
    {
        Frequency.Day => 365,
        Frequency.Week => 52,
        Frequency.TenDays => 36,
        Frequency.Month => 12,
        Frequency.Quarter => 4,
        Frequency.HalfYear => 2,
        _ => 1,
    };

    // Periods after which the seasons come again; 1 where there are none, or none that a calendar day has.
    public static int SeasonLength(this Frequency frequency) => frequency is Frequency.Day ? 1 : frequency.PeriodsPerYear();
}

namespace Gongxin.Collection.Checks.Statistics;

// Whether a value was written in another unit than those before it: yuan for ten thousand yuan, kilograms for tons. It is when
// it deviates from what is expected as no value before it did, and by a power of ten.
internal static class UnitSlip
{
    private const int ValuesMin = 3;
    private const int RecentMax = 12;
    private const int PowersMax = 4;

    // In powers of ten: a factor of 1.8 beside the power still is that power; less than a factor of three is no slip.
    private const double Near = 0.25;
    private const double DeviationMin = 0.5;
    private const double ScalesMin = 6;

    // The factor by which the value is too large (10, 100, 1,000, 10,000) or too small (0.1 …); 1 when it is not; null when
    // too little is known.
    public static double? Factor(ReadOnlySpan<double> past, double value, int length)
    {
        past = past.Length > Season.ValuesMax ? past[^Season.ValuesMax..] : past;
        Span<double> sizes = stackalloc double[Season.ValuesMax];
        sizes = sizes[..past.Length];
        for (var t = 0; t < past.Length; t++)
        {
            sizes[t] = SizeOf(past[t]);
        }

        if (double.IsNaN(value) || (SinceLastYear(sizes, SizeOf(value), length) ?? SinceRecent(sizes, SizeOf(value))) is not { } known)
        {
            return null;
        }

        var (deviation, usual) = known;
        var power = (int)Math.Round(deviation);
        return Math.Abs(deviation) > Math.Max(DeviationMin, usual * ScalesMin) && power != 0 && Math.Abs(power) <= PowersMax && Math.Abs(deviation - power) <= Near
            ? Math.Pow(10, power)
            : 1;
    }

    // A zero has no size.
    private static double SizeOf(double value) => value == 0 ? double.NaN : Math.Log10(Math.Abs(value));

    // Against the same period a year ago, which knows the season; the usual is how far other years were from theirs.
    private static (double Deviation, double Usual)? SinceLastYear(ReadOnlySpan<double> sizes, double size, int length)
    {
        if (length < 2 || sizes.Length < length || double.IsNaN(sizes[^length]))
        {
            return null;
        }

        Span<double> changes = stackalloc double[Season.ValuesMax];
        var count = 0;
        for (var t = length; t < sizes.Length; t++)
        {
            if (!double.IsNaN(sizes[t] - sizes[t - length]))
            {
                changes[count++] = sizes[t] - sizes[t - length];
            }
        }

        return count < ValuesMin ? null : Deviation(size - sizes[^length], changes[..count]);
    }

    // Against the middle of the last periods.
    private static (double Deviation, double Usual)? SinceRecent(ReadOnlySpan<double> sizes, double size)
    {
        Span<double> recent = stackalloc double[RecentMax];
        var count = 0;
        for (var t = sizes.Length - 1; t >= 0 && count < RecentMax; t--)
        {
            if (!double.IsNaN(sizes[t]))
            {
                recent[count++] = sizes[t];
            }
        }

        return count < ValuesMin ? null : Deviation(size, recent[..count]);
    }

    private static (double Deviation, double Usual) Deviation(double size, Span<double> usual)
    {
        var spread = Spread.Of(usual);
        return (double.IsNaN(size) ? 0 : size - spread.Median, spread.Scale);
    }
}

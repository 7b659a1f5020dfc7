namespace Gongxin.Collection.Checks.Statistics;

// How far a value lies from what its own past leads one to expect, after trend and season are taken out.
//
// Where all values are positive their logarithms are looked at, so that seasons are shares. The slope is the median of the
// yearly changes; the season of a month is the median of that month over the years; what remains is measured by its
// median and the median of its absolute deviations. None of the three is moved by a wild value in the past.
internal static class Season
{
    public const int SeasonsMin = 3;
    public const int ValuesMax = 120;

    // Differences below a tenth of a per cent (of the logarithm) are rounding, not deviation.
    private const double ScaleMin = 0.001;

    // past: oldest first, the one before the value last; NaN where nothing was handed in.
    public static double? Score(ReadOnlySpan<double> past, double value, int length)
    {
        if (length < 2 || past.Length < SeasonsMin * length)
        {
            return null;
        }

        past = past.Length > ValuesMax ? past[^ValuesMax..] : past;
        Span<double> series = stackalloc double[ValuesMax + 1];
        series = series[..(past.Length + 1)];
        past.CopyTo(series);
        series[^1] = value;
        var scaleMin = ScaleMin;
        if (IsPositive(series))
        {
            ToLogarithms(series);
        }
        else
        {
            scaleMin *= LargestOf(series);
        }

        if (!TakeOutSlope(series, length) || !TakeOutSeasons(series, length))
        {
            return null;
        }

        Span<double> rest = stackalloc double[ValuesMax];
        var count = CopyKnown(series[..^1], rest);
        var spread = Spread.Of(rest[..count]);
        return (series[^1] - spread.Median) / Math.Max(spread.Scale, scaleMin);
    }

    private static bool TakeOutSlope(Span<double> series, int length)
    {
        Span<double> changes = stackalloc double[ValuesMax];
        var count = 0;
        for (var t = length; t < series.Length - 1; t++)
        {
            var change = series[t] - series[t - length];
            if (!double.IsNaN(change))
            {
                changes[count++] = change;
            }
        }

        if (count < length)
        {
            return false;
        }

        var slope = Spread.MedianOf(changes[..count]) / length;
        for (var t = 0; t < series.Length; t++)
        {
            series[t] -= slope * t;
        }

        return true;
    }

    // The season of the value itself must be known from at least two years.
    private static bool TakeOutSeasons(Span<double> series, int length)
    {
        Span<double> same = stackalloc double[ValuesMax];
        var last = (series.Length - 1) % length;
        for (var season = 0; season < length; season++)
        {
            var count = 0;
            for (var t = season; t < series.Length - 1; t += length)
            {
                if (!double.IsNaN(series[t]))
                {
                    same[count++] = series[t];
                }
            }

            if (count < 2)
            {
                if (season == last)
                {
                    return false;
                }

            }

            // What stands alone in its season says nothing about it.
            var middle = count < 2 ? double.NaN : Spread.MedianOf(same[..count]);
            for (var t = season; t < series.Length; t += length)
            {
                series[t] -= middle;
            }
        }

        return true;
    }

    private static int CopyKnown(ReadOnlySpan<double> from, Span<double> to)
    {
        var count = 0;
        foreach (var value in from)
        {
            if (!double.IsNaN(value))
            {
                to[count++] = value;
            }
        }

        return count;
    }

    private static bool IsPositive(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (value <= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void ToLogarithms(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Log(values[i]);
        }
    }

    private static double LargestOf(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
        {
            largest = double.IsNaN(value) ? largest : Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}

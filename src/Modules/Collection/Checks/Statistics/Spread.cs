namespace Gongxin.Collection.Checks.Statistics;

// Middle and scale of many values, which a few wild ones do not move.
internal readonly record struct Spread(double Median, double Scale)
{
    // Makes the median of absolute deviations the standard deviation of normal values.
    private const double OfMedianDeviation = 1.4826;

    // The same for the mean of absolute deviations, which stands in where more than half of the values are equal.
    private const double OfMeanDeviation = 1.2533;

    // The order of the values is lost.
    public static Spread Of(Span<double> values)
    {
        var median = MedianOf(values);
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - median);
            sum += values[i];
        }

        var deviation = MedianOf(values);
        return new Spread(median, deviation > 0 ? deviation * OfMedianDeviation : sum / values.Length * OfMeanDeviation);
    }

    // Deviations from the median in scales; null where all values are equal, because then nothing is far or near.
    public double? Score(double value) => Scale > 0 ? (value - Median) / Scale : null;

    public static double MedianOf(Span<double> values)
    {
        values.Sort();
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}

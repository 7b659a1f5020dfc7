namespace Gongxin.Ui.Charts.Pictures;

// From values to a length, between round numbers.
internal sealed class Scale
{
    private static readonly double[] Round = [1, 2, 2.5, 5, 10];

    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    private Scale(double low, double high, double step, double from, double to)
    {
        (_low, _high, _from, _to) = (low, high, from, to);
        var count = (int)Math.Round((high - low) / step);
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => Clean(low + i * step, step))];
    }

    public IReadOnlyList<double> Ticks { get; }

    public double this[double value] => _from + (value - _low) / (_high - _low) * (_to - _from);

    public static Scale Of(IEnumerable<double> values, bool withZero, int ticks, double from, double to)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
        {
            (low, high) = (0, 1);
        }

        // A line far from nought would be flat; near it, nought belongs to the picture.
        if (withZero || (low > 0 && low < high * 0.4) || (high < 0 && high > low * 0.4))
        {
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        }

        if (low == high)
        {
            (low, high) = low == 0 ? (0, 1) : withZero ? (low, high) : (low - Math.Abs(low) * 0.1, high + Math.Abs(high) * 0.1);
        }

        var step = StepOf((high - low) / Math.Max(1, ticks));
        return new Scale(Math.Floor(low / step) * step, Math.Ceiling(high / step - 1e-9) * step, step, from, to);
    }

    private static double StepOf(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        return Round.First(r => r * power >= atLeast * 0.999 || r == 10) * power;
    }

    // Sums of steps leave dust behind the last digit.
    private static double Clean(double tick, double step)
    {
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15);
        return Math.Round(tick, digits) + 0.0;
    }
}

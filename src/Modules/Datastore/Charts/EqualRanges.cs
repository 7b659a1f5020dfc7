using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Charts;

// Ranges of equal width between round numbers.
internal static class EqualRanges
{
    private static readonly double[] Round = [1, 2, 2.5, 5, 10];

    public static (double From, double Step) Of(double low, double high, bool wholeOnly)
    {
        var step = StepOf((high - low) / (ChartQuery.BinsMax - 1), wholeOnly);
        return (Math.Floor(low / step) * step, step);
    }

    private static double StepOf(double atLeast, bool wholeOnly)
    {
        if (!(atLeast > 0) || (wholeOnly && atLeast <= 1))
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        var step = Round.First(r => r * power >= atLeast || r == 10) * power;
        return wholeOnly ? Math.Ceiling(step) : step;
    }
}

namespace Gongxin.Catalogue.Charts.Maps;

// Classes that hold about as many regions each. Equal figures are never parted, so there may be fewer classes than wanted.
internal static class MapClasses
{
    // The class of each value, from nought, without gaps.
    public static IReadOnlyList<int> Of(IReadOnlyList<double> values, int most)
    {
        var sorted = values.Order().ToArray();
        var wanted = Math.Min(most, sorted.Distinct().Count());
        var rough = values.Select(v => (int)((long)wanted * Below(sorted, v) / sorted.Length)).ToArray();
        var kept = rough.Distinct().Order().ToList();
        return [.. rough.Select(r => kept.IndexOf(r))];
    }

    private static int Below(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

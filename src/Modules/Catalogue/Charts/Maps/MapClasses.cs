namespace Gongxin.Catalogue.Charts.Maps;

// Classes that hold about as many regions each. Equal figures are never parted, so there may be fewer classes than wanted.
internal static class MapClasses
{
    // The class of each value, from nought, without gaps.
    public static IReadOnlyList<int> Of(IReadOnlyList<double> values, int most)
    {
        var sorted = values.Order().ToArray();
        var wanted = Math.Min(most, sorted.Distinct().Count());
        // A figure stands where the middle of its equals stands.
        var rough = values.Select(v => (int)((long)wanted * (Before(sorted, v, orEqual: false) + Before(sorted, v, orEqual: true)) / (2 * sorted.Length))).ToArray();
        var kept = rough.Distinct().Order().ToList();
        return [.. rough.Select(r => kept.IndexOf(r))];
    }

    private static int Before(double[] sorted, double value, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value || (orEqual && sorted[middle] == value) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

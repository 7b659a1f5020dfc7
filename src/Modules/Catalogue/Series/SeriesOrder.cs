namespace Gongxin.Catalogue.Series;

// What stands around a member of a series. Places are ordered as texts, which is right for years and codes; where a place holds two
// members, or a member has no place, nobody can say which comes next, and nobody is said to.
internal sealed record SeriesOrder<T>(T? First, T? Before, T? After, T? Last)
    where T : class
{
    public static SeriesOrder<T> Around(IEnumerable<T> members, Func<T, string?> placeOf, Predicate<T> isHere)
    {
        var places = members.Where(m => placeOf(m) is not null).GroupBy(placeOf).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        var here = places.FindIndex(p => p is [var only] && isHere(only));
        return new SeriesOrder<T>(OnlyAt(places, 0), here < 0 ? null : OnlyAt(places, here - 1), here < 0 ? null : OnlyAt(places, here + 1), OnlyAt(places, places.Count - 1));
    }

    private static T? OnlyAt(List<List<T>> places, int at) => at >= 0 && at < places.Count && places[at] is [var only] ? only : null;
}

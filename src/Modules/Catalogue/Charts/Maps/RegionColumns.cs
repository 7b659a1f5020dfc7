using Gongxin.Catalogue.Entries;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Charts.Maps;

// Which column says where its rows belong: the one of whose known values the most are regions, and at least half; of several, the one with the fewest.
internal sealed class RegionColumns(Regions regions, MapBook maps)
{
    private const double ShareMin = 0.5;

    public string? First(ChartColumns columns) => columns.All
        .Where(c => c.Type is ColumnType.Text or ColumnType.Integer)
        .Select(c => (c.Name, Profile: columns.Quality.Columns.FirstOrDefault(q => q.Name == c.Name)))
        .Select(c => (c.Name, Share: ShareOf(c.Profile), c.Profile?.Distinct))
        .Where(c => c.Share >= ShareMin)
        .OrderByDescending(c => c.Share).ThenBy(c => c.Distinct ?? long.MaxValue)
        .Select(c => c.Name)
        .FirstOrDefault();

    private double ShareOf(ColumnQuality? profile)
    {
        var values = profile is null ? [] : profile.TopValues.Select(v => v.Value).Concat(profile.Samples).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 0 ? 0 : (double)values.Count(v => regions.CodeOf(v) is not null || maps.ProvinceKeys.ContainsKey(v)) / values.Count;
    }
}

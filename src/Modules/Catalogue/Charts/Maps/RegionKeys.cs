using Gongxin.Contracts.Standards;

namespace Gongxin.Catalogue.Charts.Maps;

// What cells may say for a region: its code, cut to the level of the map, and of provinces their names as well. County names are no
// keys, because several provinces have counties of the same name.
internal sealed class RegionKeys(IDivisions divisions)
{
    public const string Elsewhere = "-";

    public IReadOnlyDictionary<string, string> Of(RegionMap map)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var region in map.Regions)
        {
            keys[region.Code[..map.Area.Digits]] = region.Code;
            if (map.Area.Province is null)
            {
                keys[region.Name.Zh] = keys[Provinces.ShortOf(region.Name.Zh)] = keys[region.Name.En] = region.Code;
            }
        }

        if (map.Area.Province is { } province)
        {
            AddElsewhere(keys, province[..MapArea.Country.Digits], map.Area.Digits);
        }

        return keys;
    }

    // A row may know less of its place than the map shows.
    private void AddElsewhere(Dictionary<string, string> keys, string province, int digits)
    {
        foreach (var other in divisions.All.Where(d => !d.Code.StartsWith(province, StringComparison.Ordinal)))
        {
            foreach (var key in new[] { other.Code[..2], other.Code[..4], other.Code }.Where(k => k.Length <= digits))
            {
                keys.TryAdd(key, Elsewhere);
            }
        }
    }
}

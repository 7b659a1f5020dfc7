using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Charts.Maps;

// The maps that this node has: the schema of tiles, or in its place and beside it what the operator's approved map holds (decision 0039).
internal sealed class MapBook
{
    private readonly Dictionary<string, RegionMap> _byArea;
    private readonly RegionKeys _keys;

    public MapBook(IEnumerable<RegionMap> maps, RegionKeys keys)
    {
        _keys = keys;
        _byArea = new Dictionary<string, RegionMap>(StringComparer.Ordinal);
        foreach (var map in maps)
        {
            _byArea[map.Area.Name] = map;
        }

        ProvinceKeys = keys.Of(_byArea[MapArea.Country.Name]);
    }

    public IReadOnlyList<MapArea> Areas => [.. _byArea.Values.Select(m => m.Area).OrderBy(a => a.Name, StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, string> ProvinceKeys { get; }

    public static MapBook Load(PlatformSettings settings, IDivisions divisions, ICodeLists lists) => new(
        [TileGrid.Of(lists), .. settings.MapFile.Length == 0 ? [] : OutlineMaps.Of(OutlineFile.Read(settings.MapFile, settings.MapApproval), divisions, lists)],
        new RegionKeys(divisions));

    public RegionMap Find(string? area) => _byArea.GetValueOrDefault(area ?? "") ?? throw CatalogueRefusals.MapNotHeld(area!);

    public IReadOnlyDictionary<string, string> KeysOf(RegionMap map) => map.Area.Province is null ? ProvinceKeys : _keys.Of(map);
}

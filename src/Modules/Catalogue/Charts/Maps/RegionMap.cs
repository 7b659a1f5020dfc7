using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;
using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Catalogue.Charts.Maps;

// Which regions a map shows: all provinces, or the cities or counties of one.
public sealed record MapArea(string? Province, DivisionLevel Level, TwoTexts? ProvinceName = null)
{
    public static MapArea Country { get; } = new(null, DivisionLevel.Province);

    // In an address: nothing for the country, 330000-city or 330000-county.
    public string Name => Province is null ? "" : $"{Province}-{Level.ToString().ToLowerInvariant()}";

    public int Digits => Level switch
    {
        DivisionLevel.Province => 2,
        DivisionLevel.City => 4,
        _ => 6,
    };
}

// Outlines of regions on which figures are drawn; its width is 1. Approval: number of the approved map; null for the schema of tiles.
public sealed record RegionMap(
    MapArea Area, IReadOnlyList<MapRegion> Regions, IReadOnlyList<IReadOnlyList<MapPoint>> Lines, double Height, string? Approval);

// Label: the short name that fits into the map.
public sealed record MapRegion(string Code, TwoTexts Name, TwoTexts Label, IReadOnlyList<IReadOnlyList<MapPoint>> Rings, MapPoint At);

// What came of the rows on a map. Elsewhere: rows of other provinces; Unmatched: rows whose value is no region of this level.
public sealed record MapFigures(RegionMap Map, long Elsewhere, long Unmatched);

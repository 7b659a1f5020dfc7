using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;
using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Catalogue.Charts.Maps;

// The maps that an operator's file holds: the country when it has provinces, and of every province the cities and counties that it has.
internal static class OutlineMaps
{
    // Points of a drawing; half a pixel of the widest drawing is not seen, two would be.
    public const int PointsMax = 20_000;
    private const double HeightMax = 20;
    private const double ToleranceMin = 0.5 / PictureDrawing.Wide;
    private const double ToleranceMax = 2 / PictureDrawing.Wide;

    public static IReadOnlyList<RegionMap> Of(OutlineFile file, IDivisions divisions, ICodeLists lists)
    {
        var known = divisions.All.ToDictionary(d => d.Code, StringComparer.Ordinal);
        var coded = file.Features.Where(f => f.Code is not null).GroupBy(f => AreaOf(f.Code!, lists));
        return [.. coded.Select(area => Map(file, area.Key, [.. area], known, lists))];
    }

    private static MapArea AreaOf(string code, ICodeLists lists) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? MapArea.Country
        : lists.Item(Provinces.List, code[..2] + "0000") is not { } province ? throw new InvalidDataException($"The map is refused: {code} belongs to no province.")
        : new MapArea(province.Code, code.EndsWith("00", StringComparison.Ordinal) ? DivisionLevel.City : DivisionLevel.County, province.Name);

    private static RegionMap Map(OutlineFile file, MapArea area, IReadOnlyList<OutlineFeature> features, Dictionary<string, Division> known, ICodeLists lists)
    {
        var isCountry = area.Province is null;
        if (isCountry)
        {
            CheckWhole(features, lists);
        }

        // Lines at sea belong to the map of the country.
        var borders = isCountry ? file.Features.Where(f => f.Code is null).SelectMany(f => f.Paths).ToList() : [];
        var projection = new OutlineProjection([.. features.SelectMany(f => f.Paths).Concat(borders).SelectMany(p => p)]);
        if (!(projection.Height is > 0 and < HeightMax))
        {
            throw new InvalidDataException($"The map is refused: the outlines of {area.Province ?? "the provinces"} have no extent.");
        }

        var regions = features.GroupBy(f => f.Code!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (
            Code: g.Key, Name: NameOf(g.Key, g.First().Name, known, lists), Rings: g.SelectMany(f => f.Paths).Select(p => Projected(projection, p)).ToList())).ToList();
        var lines = borders.ConvertAll(p => Projected(projection, p));
        var tolerance = Tolerance(area, [.. regions.SelectMany(r => r.Rings), .. lines]);
        return new RegionMap(
            area,
            [.. regions.Select(r => Region(r.Code, r.Name, [.. r.Rings.Select(p => OutlinePaths.Simplified(p, tolerance))]))],
            [.. lines.Select(p => OutlinePaths.Simplified(p, tolerance))],
            projection.Height,
            file.Approval);
    }

    private static void CheckWhole(IReadOnlyList<OutlineFeature> features, ICodeLists lists)
    {
        var codes = features.Select(f => f.Code!).ToHashSet(StringComparer.Ordinal);
        var missing = TileGrid.Of(lists).Regions.Where(r => !codes.Contains(r.Code)).Select(r => r.Name.Zh).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidDataException($"The map is refused: it shows provinces, but not all {Provinces.Count}; missing are {string.Join("、", missing)}.");
        }
    }

    private static double Tolerance(MapArea area, IReadOnlyList<IReadOnlyList<MapPoint>> paths)
    {
        for (var tolerance = ToleranceMin; tolerance <= ToleranceMax; tolerance *= 1.5)
        {
            if (paths.Sum(p => OutlinePaths.Simplified(p, tolerance).Count) <= PointsMax)
            {
                return tolerance;
            }
        }

        throw new InvalidDataException(
            $"The map is refused: the outlines of {area.Province ?? "the provinces"} have more than {PointsMax} points even when they are simplified as far as nobody sees; simplify it first.");
    }

    private static MapRegion Region(string code, TwoTexts name, IReadOnlyList<IReadOnlyList<MapPoint>> rings) =>
        new(code, name, new TwoTexts(Provinces.ShortOf(name.Zh), name.En), rings, OutlinePaths.Middle(rings));

    // Divisions of a newer edition than the program's bring their own name.
    private static TwoTexts NameOf(string code, string? own, Dictionary<string, Division> known, ICodeLists lists) =>
        lists.Item(Provinces.List, code)?.Name
        ?? ((known.GetValueOrDefault(code)?.Name ?? own) is { Length: > 0 } name ? new TwoTexts(name, name)
            : throw new InvalidDataException($"The map is refused: {code} is no division that the program knows, and the feature has no name."));

    private static IReadOnlyList<MapPoint> Projected(OutlineProjection projection, IReadOnlyList<Degrees> path) => [.. path.Select(p => projection[p])];
}

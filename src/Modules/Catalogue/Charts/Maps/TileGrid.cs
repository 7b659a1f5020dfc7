using System.Globalization;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;
using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Catalogue.Charts.Maps;

// The 34 divisions of the first level as equal squares: it can be shown everywhere because it shows no boundaries.
internal static class TileGrid
{
    private const double Gap = 0.04;

    public static RegionMap Of(ICodeLists lists)
    {
        var file = OwnCsv.ReadEmbedded(typeof(TileGrid).Assembly, "Gongxin.Catalogue.Charts.Maps.province-tiles.csv");
        var (code, zh, en, column, row) = (file.IndexOf("code"), file.IndexOf("short_zh"), file.IndexOf("short_en"), file.IndexOf("column"), file.IndexOf("row"));
        var columns = 1 + file.Rows.Max(r => Whole(r[column]));
        var regions = file.Rows.Select(r => new MapRegion(
            r[code], lists.Item(Provinces.List, r[code])!.Name, new TwoTexts(r[zh], r[en]), [Square(Whole(r[column]), Whole(r[row]), columns)],
            new MapPoint((Whole(r[column]) + 0.5) / columns, (Whole(r[row]) + 0.5) / columns)));
        return new RegionMap(MapArea.Country, [.. regions], [], (1.0 + file.Rows.Max(r => Whole(r[row]))) / columns, null);
    }

    private static IReadOnlyList<MapPoint> Square(int column, int row, int columns)
    {
        var (left, right, top, bottom) = ((column + Gap) / columns, (column + 1 - Gap) / columns, (row + Gap) / columns, (row + 1 - Gap) / columns);
        return [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

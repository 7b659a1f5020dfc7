using System.Globalization;
using System.Text.Json;
using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Settings;
using Gongxin.Standards.CodeLists;
using Gongxin.Standards.Divisions;
using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Modules.Tests.Catalogue.Charts;

// Goal: an operator's map is drawn as it is, with its approval number, and one that is not right stops the start with its reason. Method:
// squares in place of outlines.
public sealed class OutlineMapTests : IDisposable
{
    private const string Approval = "GS（2024）0650号";
    private static readonly CodeListFiles Lists = new(CodeListFiles.FolderBesideTheProgram);
    private static readonly DivisionFiles Divisions = new(DivisionFiles.FolderBesideTheProgram, Lists);

    private readonly string _folder = Directory.CreateTempSubdirectory("gongxin-map-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_whole_map_takes_the_place_of_the_tiles_and_offers_the_counties_that_it_has()
    {
        var book = Load([.. Provinces(), Square("330102", 100, 30, name: "上城区"), Square("156330106", 101, 30, property: "gb"), Line(110, 5, 111, 6)]);
        Assert.Equal(["", "330000-county"], book.Areas.Select(a => a.Name));
        var country = book.Find(null);
        Assert.Equal((34, Approval, 1), (country.Regions.Count, country.Approval, country.Lines.Count));
        Assert.All(country.Regions.SelectMany(r => r.Rings).SelectMany(r => r), p => Assert.True(p.X is >= -1e-9 and <= 1 + 1e-9 && p.Y >= -1e-9 && p.Y <= country.Height + 1e-9));
        var counties = book.Find("330000-county");
        Assert.Equal(["330102", "330106"], counties.Regions.Select(r => r.Code));
        Assert.Equal("西湖区", counties.Regions[1].Name.Zh);
        Assert.True(counties.Regions[0].At.X < counties.Regions[1].At.X);

        var keys = book.KeysOf(counties);
        Assert.Equal(("330106", RegionKeys.Elsewhere, RegionKeys.Elsewhere), (keys["330106"], keys["110101"], keys["11"]));
        Assert.All(["33", "3301", "330110", "西湖区"], key => Assert.DoesNotContain(key, keys.Keys));
    }

    [Fact]
    public void A_map_of_some_counties_leaves_the_provinces_as_tiles()
    {
        var book = Load([Square("330102", 100, 30)]);
        Assert.Null(book.Find("").Approval);
        Assert.Equal(Approval, book.Find("330000-county").Approval);
    }

    [Fact]
    public void What_is_not_right_is_told()
    {
        AssertRefused("审图号", [.. Provinces()], approval: "");
        AssertRefused("审图号", [.. Provinces()], approval: "approved");
        AssertRefused("台湾省、香港特别行政区", [.. Provinces().Where(p => !p.Contains("\"710000\"", StringComparison.Ordinal) && !p.Contains("\"810000\"", StringComparison.Ordinal))]);
        AssertRefused("longitude and latitude in degrees", [Square("330102", 30, 100)]);
        AssertRefused("longitude and latitude in degrees", [Square("330102", 13358338, 3503549)]);
        AssertRefused("no feature has a division code", [Square("33", 100, 30)]);
        AssertRefused("has no name", [Square("339999", 100, 30)]);
        AssertRefused("is a Point", ["""{"type":"Feature","properties":{"code":"330102"},"geometry":{"type":"Point","coordinates":[100,30]}}"""]);
        AssertRefused("not GeoJSON", ["""{"type":"Feature","properties":{"code":"330102"},"geometry":null}"""]);
        AssertRefused("no extent", ["""{"type":"Feature","properties":{"code":"330102"},"geometry":{"type":"Polygon","coordinates":[[[100,30],[100,31],[100,30]]]}}"""]);
        Assert.Contains("no such file", Assert.Throws<InvalidDataException>(() => OutlineFile.Read(Path.Combine(_folder, "none"), Approval)).Message, StringComparison.Ordinal);
        var text = Write("{");
        Assert.Contains("not GeoJSON", Assert.Throws<InvalidDataException>(() => OutlineFile.Read(text, Approval)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_with_a_map_that_is_not_right_does_not_start()
    {
        var given = new Dictionary<string, string?> { ["GONGXIN_DATA"] = _folder, ["Gongxin:MapFile"] = Path.Combine(_folder, "none.json"), ["Gongxin:MapApproval"] = Approval };
        Assert.Contains("none.json is refused: there is no such file", Assert.Throws<InvalidDataException>(() => WebNode.Build(given)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outlines_lose_points_that_nobody_sees_and_no_island()
    {
        var coast = Enumerable.Range(0, 4001).Select(i => new MapPoint(0.5 + 0.4 * Math.Cos(i * Math.PI / 2000), 0.5 + 0.4 * Math.Sin(i * Math.PI / 2000))).ToList();
        coast[^1] = coast[0];
        var drawn = OutlinePaths.Simplified(coast, 0.5 / PictureDrawing.Wide);
        Assert.InRange(drawn.Count, 20, 200);
        Assert.All(drawn, p => Assert.Contains(p, coast));
        MapPoint[] island = [new(0.1, 0.1), new(0.1001, 0.1), new(0.1001, 0.1001), new(0.10005, 0.10012), new(0.1, 0.1001), new(0.1, 0.1)];
        Assert.True(OutlinePaths.Simplified(island, 0.01).Distinct().Count() >= 3);
    }

    [Fact]
    public void A_map_with_more_points_than_can_be_drawn_is_refused_and_says_so()
    {
        var ring = Enumerable.Range(0, 60_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"[{100 + i % 2 * 10},{20 + i / 6000.0:0.####}]"));
        AssertRefused("more than 20000 points", [$$$"""{"type":"Feature","properties":{"code":"330102"},"geometry":{"type":"Polygon","coordinates":[[{{{string.Join(',', ring)}}}]]}}"""]);
    }

    private void AssertRefused(string why, string[] features, string approval = Approval) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Load(features, approval)).Message, StringComparison.Ordinal);

    private MapBook Load(string[] features, string approval = Approval) => MapBook.Load(
        new PlatformSettings { DataFolder = _folder, MapFile = Write($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}"""), MapApproval = approval }, Divisions, Lists);

    private string Write(string json)
    {
        var path = Path.Combine(_folder, "map.json");
        File.WriteAllText(path, json);
        return path;
    }

    private static IEnumerable<string> Provinces() => TileGrid.Of(Lists).Regions.Select((r, i) => Square(r.Code, 75 + i % 8 * 5, 15 + i / 8 * 5, property: "adcode"));

    private static string Square(string code, double x, double y, string property = "code", string? name = null) => Feature(
        new Dictionary<string, string?> { [property] = code, ["name"] = name }, "Polygon", $"[[{Point(x, y)},{Point(x + 1, y)},{Point(x + 1, y + 1)},{Point(x, y + 1)},{Point(x, y)}]]");

    private static string Line(double x, double y, double x2, double y2) => Feature([], "LineString", $"[{Point(x, y)},{Point(x2, y2)}]");

    private static string Feature(Dictionary<string, string?> properties, string type, string coordinates) =>
        $$$"""{"type":"Feature","properties":{{{JsonSerializer.Serialize(properties)}}},"geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}}}""";

    private static string Point(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"[{x},{y}]");
}

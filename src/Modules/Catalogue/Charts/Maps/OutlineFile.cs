using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gongxin.Catalogue.Charts.Maps;

// The operator's approved map: GeoJSON in degrees, whose features hold the code of their division, and the number of its approval
// (审图号). Whatever is not right with it is told when the node starts.
internal sealed partial record OutlineFile(string Approval, IReadOnlyList<OutlineFeature> Features)
{
    public const int BytesMax = 32 << 20;
    public const int PointsMax = 1_000_000;

    private const int PathMin = 2;

    private static readonly string[] CodeProperties = ["code", "adcode", "gb"];

    // Degrees within which China lies, with its waters. Other numbers are metres, or latitude and longitude the wrong way round.
    private static readonly (double Low, double High) Longitude = (70, 140);
    private static readonly (double Low, double High) Latitude = (0, 60);

    public static OutlineFile Read(string path, string approval)
    {
        if (!ApprovalNumber().IsMatch(approval))
        {
            throw Refused(path, "Gongxin:MapApproval must hold the approval number (审图号) of the map, such as GS（2024）0650号");
        }

        var file = new FileInfo(path);
        if (!file.Exists || file.Length > BytesMax)
        {
            throw Refused(path, file.Exists ? $"it has {file.Length} bytes, more than {BytesMax}; simplify it first" : "there is no such file");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new OutlineFile(approval, FeaturesOf(json.RootElement, path));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw Refused(path, $"it is not GeoJSON: {broken.Message}");
        }
    }

    public static InvalidDataException Refused(string path, string why) => new($"The map {path} is refused: {why}.");

    private static List<OutlineFeature> FeaturesOf(JsonElement root, string path)
    {
        if (root.GetProperty("type").GetString() != "FeatureCollection")
        {
            throw Refused(path, "it is no FeatureCollection");
        }

        var features = root.GetProperty("features").EnumerateArray().Select((feature, i) => Feature(feature, i + 1, path)).ToList();
        var points = features.Sum(f => f.Paths.Sum(p => (long)p.Count));
        return points > PointsMax ? throw Refused(path, $"it has {points} points, more than {PointsMax}; simplify it first")
            : features.TrueForAll(f => f.Code is null) ? throw Refused(path, $"no feature has a division code of six digits in its property {string.Join(", ", CodeProperties)}")
            : features;
    }

    private static OutlineFeature Feature(JsonElement feature, int number, string path)
    {
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        var (isArea, paths) = geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => (true, coordinates.EnumerateArray()),
            "MultiPolygon" => (true, coordinates.EnumerateArray().SelectMany(p => p.EnumerateArray())),
            "LineString" => (false, new[] { coordinates }),
            "MultiLineString" => (false, (IEnumerable<JsonElement>)coordinates.EnumerateArray()),
            var other => throw Refused(path, $"feature {number} is a {other}; polygons and lines can be drawn"),
        };
        var properties = feature.GetProperty("properties");
        return new OutlineFeature(
            isArea ? CodeOf(properties) : null,
            properties.ValueKind is JsonValueKind.Object && properties.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString() : null,
            [.. paths.Select(p => Path(p, number, path))],
            isArea);
    }

    private static List<Degrees> Path(JsonElement path, int number, string file)
    {
        var points = path.EnumerateArray().Select(p => new Degrees(p[0].GetDouble(), p[1].GetDouble())).ToList();
        foreach (var far in points.Where(p => !IsWithin(p.Longitude, Longitude) || !IsWithin(p.Latitude, Latitude)))
        {
            throw Refused(file, FormattableString.Invariant($"feature {number} has the point {far.Longitude}, {far.Latitude}; longitude and latitude in degrees are needed"));
        }

        return points.Count >= PathMin ? points : throw Refused(file, $"feature {number} has a line or ring of fewer than {PathMin} points");
    }

    private static bool IsWithin(double value, (double Low, double High) range) => value >= range.Low && value <= range.High;

    // 330000 as a text or a number; with the country before it (156330000) in the national basic data.
    private static string? CodeOf(JsonElement properties)
    {
        foreach (var name in CodeProperties)
        {
            if (properties.ValueKind is JsonValueKind.Object && properties.TryGetProperty(name, out var value) && Code().Match(value.ToString()) is { Success: true } code)
            {
                return code.Groups["code"].Value;
            }
        }

        return null;
    }

    [GeneratedRegex("^(156)?(?<code>[1-8][0-9]{5})$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\S{1,8}\s?[（(〔]\d{4}[）)〕]\s?第?\d{1,6}号$", RegexOptions.NonBacktracking)]
    private static partial Regex ApprovalNumber();
}

// Code: null for borders that belong to no division.
internal sealed record OutlineFeature(string? Code, string? Name, IReadOnlyList<IReadOnlyList<Degrees>> Paths, bool IsArea);

internal readonly record struct Degrees(double Longitude, double Latitude);

using System.Globalization;
using System.Text;

namespace Gongxin.Ui.Charts.Pictures;

/// <summary>Draws a map as SVG, on the server, like the other pictures: title, legend, map, notes.</summary>
public static class MapDrawing
{
    private const double Edge = 12;
    private const double TilesWidthMax = 640;
    private const double HeightMax = 720;
    private const double LabelSize = 12;
    private const double SampleWidth = 26;
    private const int InkClasses = 3;

    /// <param name="prefix">Begins the ids within the drawing; different for every drawing of a page.</param>
    public static string Draw(MapPicture map, Ink ink, double width, string prefix, string? className = null)
    {
        var svg = new SvgWriter(ink);
        Hatched(svg, prefix);
        var y = Legend(svg, map, prefix, width, PictureDrawing.Head(svg, map.Title, width));
        var size = Math.Min(Math.Min(width - 2 * Edge, map.IsTiles ? TilesWidthMax : width), HeightMax / map.Height);
        var place = new Placed((width - size) / 2, y, size);
        foreach (var region in map.Places)
        {
            svg.Area(place.Path(region.Rings, closed: true), Paint(svg, map, region.Class, prefix), map.IsTiles ? "line" : "edge", region.Said);
        }

        foreach (var line in map.Lines)
        {
            svg.Raw($"<path d=\"{place.Path([line], closed: false)}\" {ink.Stroke("edge")} stroke-width=\"1\"/>");
        }

        foreach (var region in map.Places)
        {
            Name(svg, map, region, place);
        }

        y = PictureDrawing.Notes(svg, map.Notes, width, y + size * map.Height + 4);
        return svg.Close(width, y + Edge, map.Title, className);
    }

    private static double Legend(SvgWriter svg, MapPicture map, string prefix, double width, double y)
    {
        var items = map.Classes.Select((text, i) => (text, Class: (int?)i)).ToList();
        if (map.NoData is { } nothing)
        {
            items.Add((nothing, null));
        }

        var x = Edge;
        foreach (var (text, at) in items)
        {
            var need = SampleWidth + 18 + TextWidth.Of(text, SvgWriter.TextSize);
            if (x > Edge && x + need > width - Edge)
            {
                (x, y) = (Edge, y + 22);
            }

            svg.Area(string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y + 3:0.#}h{SampleWidth - 6:0.#}v14h{6 - SampleWidth:0.#}z"), Paint(svg, map, at, prefix), "edge", text);
            svg.Text(x + SampleWidth, y + 15, text);
            x += need;
        }

        return y + 32;
    }

    // In a tile the name stands above its figure; elsewhere a name stands where there is room for it.
    private static void Name(SvgWriter svg, MapPicture map, MapPlace region, Placed place)
    {
        var (left, right) = (region.Rings.SelectMany(r => r).Min(p => p.X), region.Rings.SelectMany(r => r).Max(p => p.X));
        if (TextWidth.Of(region.Label, LabelSize) > (right - left) * place.Size - 4)
        {
            return;
        }

        var token = TokenOn(map, region.Class);
        var at = place.At(region.At);
        svg.Text(at.X, at.Y + (map.IsTiles && region.Figure is not null ? -2 : 4), region.Label, token, "middle", LabelSize);
        if (map.IsTiles && region.Figure is { } figure)
        {
            svg.Text(at.X, at.Y + 13, figure, token, "middle", LabelSize);
        }
    }

    private static string TokenOn(MapPicture map, int? at) => at is { } found && Step(map, found) > InkClasses ? "paper" : "ink";

    private static string Paint(SvgWriter svg, MapPicture map, int? at, string prefix) => at is { } found
        ? svg.Ink.Fill(string.Create(CultureInfo.InvariantCulture, $"map-{Step(map, found)}"))
        : $"fill=\"url(#{prefix}none)\"";

    // Few classes are spread over the whole range of colours.
    private static int Step(MapPicture map, int at) => map.Classes.Count == 1
        ? InkClasses
        : 1 + (int)Math.Round(at * (MapPicture.ClassesMax - 1.0) / (map.Classes.Count - 1));

    private static void Hatched(SvgWriter svg, string prefix) => svg.Raw(
        $"<defs><pattern id=\"{prefix}none\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" {svg.Ink.Fill("paper")}/><path d=\"M0 8L8 0\" {svg.Ink.Stroke("line")} stroke-width=\"1\"/></pattern></defs>");

    private readonly record struct Placed(double Left, double Top, double Size)
    {
        public MapPoint At(MapPoint point) => new(Left + point.X * Size, Top + point.Y * Size);

        public string Path(IReadOnlyList<IReadOnlyList<MapPoint>> rings, bool closed)
        {
            var path = new StringBuilder();
            foreach (var ring in rings)
            {
                for (var i = 0; i < ring.Count; i++)
                {
                    var at = At(ring[i]);
                    path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{at.X:0.#} {at.Y:0.#}");
                }

                path.Append(closed ? "z" : "");
            }

            return path.ToString();
        }
    }
}

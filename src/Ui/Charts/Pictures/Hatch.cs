using System.Globalization;

namespace Gongxin.Ui.Charts.Pictures;

// Patterns over the hues of bars, so that colour never stands alone. The first hue is plain.
internal static class Hatch
{
    private static readonly string[] Lines =
    [
        "M0 4H8", "M4 0V8", "M0 8L8 0", "M0 0L8 8", "M0 4H8M4 0V8", "M0 0L8 8M0 8L8 0", "M2 0V8M6 0V8",
    ];

    // Ids are unique in a page by their prefix.
    public static void Define(SvgWriter svg, string prefix, int series)
    {
        svg.Raw("<defs>");
        for (var i = 1; i < Math.Min(series, Ink.Hues); i++)
        {
            svg.Raw(string.Create(
                CultureInfo.InvariantCulture,
                $"<pattern id=\"{prefix}{i}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" {svg.Ink.Fill(Ink.Hue(i))}/><path d=\"{Lines[i - 1]}\" {svg.Ink.Stroke("paper")} stroke-width=\"1\"/></pattern>"));
        }

        svg.Raw("</defs>");
    }

    public static string Paint(SvgWriter svg, string prefix, int series) =>
        series % Ink.Hues == 0 ? svg.Ink.Fill(Ink.Hue(0)) : string.Create(CultureInfo.InvariantCulture, $"fill=\"url(#{prefix}{series % Ink.Hues})\"");
}

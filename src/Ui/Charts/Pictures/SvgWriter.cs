using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Gongxin.Ui.Charts.Pictures;

/// <summary>Writes the elements of a drawing. Every text goes through the encoder, every number through the invariant culture.</summary>
public sealed class SvgWriter(Ink ink)
{
    public const double TextSize = 14;
    private const string Face = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _svg = new();

    public Ink Ink { get; } = ink;

    public void Text(double x, double y, string text, string token = "ink", string anchor = "start", double size = TextSize, bool bold = false) =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size:0.#}\" text-anchor=\"{anchor}\"{(bold ? " font-weight=\"600\"" : "")} {Ink.Fill(token)}>{Encode(text)}</text>");

    public void Line(double x1, double y1, double x2, double y2, string token) =>
        Add($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" {Ink.Stroke(token)} stroke-width=\"1\"/>");

    public void Bar(double x, double y, double width, double height, string paint, string said) =>
        Add($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(width, 0):0.##}\" height=\"{Math.Max(height, 0):0.##}\" {paint}>{Title(said)}</rect>");

    public void Trend(IEnumerable<(double X, double Y)> points, string token, string? dashes)
    {
        Add($"<polyline points=\"");
        foreach (var (x, y) in points)
        {
            Add($"{x:0.#},{y:0.#} ");
        }

        Add($"\" {Ink.Stroke(token)} stroke-width=\"2\" stroke-linejoin=\"round\"{(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")}/>");
    }

    // Shapes in the order of the hues, so that points are told apart without colour as well.
    public void Mark(double x, double y, int series, string? said, double r = 4)
    {
        var fill = Ink.Fill(Ink.Hue(series));
        var title = said is null ? "" : Title(said);
        switch (series % 4)
        {
            case 0:
                Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{r:0.#}\" {fill}>{title}</circle>");
                break;
            case 1:
                Add($"<rect x=\"{x - r:0.#}\" y=\"{y - r:0.#}\" width=\"{2 * r:0.#}\" height=\"{2 * r:0.#}\" {fill}>{title}</rect>");
                break;
            case 2:
                Add($"<path d=\"M{x:0.#} {y - r * 1.3:0.#}l{r * 1.3:0.#} {r * 2.3:0.#}h{-r * 2.6:0.#}z\" {fill}>{title}</path>");
                break;
            default:
                Add($"<path d=\"M{x:0.#} {y - r * 1.4:0.#}l{r * 1.4:0.#} {r * 1.4:0.#}l{-r * 1.4:0.#} {r * 1.4:0.#}l{-r * 1.4:0.#} {-r * 1.4:0.#}z\" {fill}>{title}</path>");
                break;
        }
    }

    /// <summary>An area of closed rings; a ring within another is a hole.</summary>
    public void Area(string path, string paint, string edge, string said) =>
        Add($"<g>{Title(said)}<path d=\"{path}\" {paint} fill-rule=\"evenodd\"/><path d=\"{path}\" {Ink.Stroke(edge)} stroke-width=\"1\" stroke-linejoin=\"round\"/></g>");

    public void Raw(string svg) => _svg.Append(svg);

    /// <summary>The whole element. In a page it fills the width that it has; as a file it has its own size and paper.</summary>
    public string Close(double width, double height, string said, string? className = null)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {width:0} {height:0}\"");
        var own = Ink.IsFile ? string.Create(CultureInfo.InvariantCulture, $" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" font-family=\"{Face}\"") : "";
        var paper = Ink.IsFile ? string.Create(CultureInfo.InvariantCulture, $"<rect width=\"{width:0}\" height=\"{height:0}\" {Ink.Fill("paper")}/>") : "";
        return $"<svg {size}{own}{(className is null ? "" : $" class=\"{className}\"")} role=\"img\" aria-label=\"{Encode(said)}\">{paper}{_svg}</svg>";
    }

    public static string Encode(string text) => Encoder.Encode(text);

    private static string Title(string said) => $"<title>{Encode(said)}</title>";

    private void Add(FormattableString svg) => _svg.Append(svg.ToString(CultureInfo.InvariantCulture));
}

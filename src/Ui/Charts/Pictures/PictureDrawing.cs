namespace Gongxin.Ui.Charts.Pictures;

/// <summary>
/// Draws a picture as SVG, on the server: it is there without script, in a frame of another site, and as a file. Title above,
/// then the legend, the plot, and at the bottom the notes.
/// </summary>
public static class PictureDrawing
{
    public const double Wide = 960;
    public const double Narrow = 400;
    private const double TitleSize = 18;
    private const double LineHeight = 22;
    private const double NoteSize = 13;
    private const double Edge = 12;

    /// <param name="prefix">Begins the ids within the drawing; different for every drawing of a page.</param>
    public static string Draw(Picture picture, Ink ink, double width, string prefix, string? className = null)
    {
        var svg = new SvgWriter(ink);
        Hatch.Define(svg, prefix, picture.Series.Count);
        var y = Head(svg, picture.Title, width);
        y = Legend(svg, picture, prefix, width, y);
        y = picture switch
        {
            { Kind: PictureKind.Points } => PointPlot.Draw(svg, picture, Edge, width - Edge, y),
            { IsByName: true } => NamePlot.Draw(svg, picture, prefix, Edge, width - Edge, y),
            _ => OrderPlot.Draw(svg, picture, prefix, Edge, width - Edge, y),
        };
        y = Notes(svg, picture.Notes, width, y);
        return svg.Close(width, y + Edge, picture.Title, className);
    }

    /// <summary>The title in as many lines as it needs; answers where it ends.</summary>
    public static double Head(SvgWriter svg, string title, double width)
    {
        var y = Edge + 4;
        foreach (var line in TextWidth.Lines(title, TitleSize, width - 2 * Edge, 3))
        {
            y += LineHeight;
            svg.Text(Edge, y - 4, line, size: TitleSize, bold: true);
        }

        return y + 4;
    }

    public static double Notes(SvgWriter svg, IReadOnlyList<string> notes, double width, double y)
    {
        y += 4;
        foreach (var line in notes.SelectMany(n => TextWidth.Lines(n, NoteSize, width - 2 * Edge, 4)))
        {
            y += 19;
            svg.Text(Edge, y, line, "muted", size: NoteSize);
        }

        return y;
    }

    private static double Legend(SvgWriter svg, Picture picture, string prefix, double width, double y)
    {
        if (picture.Series.All(s => s.Name is null))
        {
            return y;
        }

        var x = Edge;
        for (var i = 0; i < picture.Series.Count; i++)
        {
            var name = TextWidth.Cut(picture.Series[i].Name ?? "", SvgWriter.TextSize, width - 2 * Edge - 40);
            var need = 40 + TextWidth.Of(name, SvgWriter.TextSize);
            if (x > Edge && x + need > width - Edge)
            {
                (x, y) = (Edge, y + LineHeight);
            }

            Sample(svg, picture.Kind, prefix, i, x, y + 10);
            svg.Text(x + 26, y + 15, name);
            x += need + 8;
        }

        return y + LineHeight + 6;
    }

    private static void Sample(SvgWriter svg, PictureKind kind, string prefix, int series, double x, double y)
    {
        if (kind is PictureKind.Line)
        {
            svg.Trend([(x, y), (x + 20, y)], Ink.Hue(series), OrderPlot.Dashes(series));
        }

        if (kind is PictureKind.Line or PictureKind.Points)
        {
            svg.Mark(x + 10, y, series, null);
        }
        else
        {
            svg.Bar(x, y - 6, 20, 12, Hatch.Paint(svg, prefix, series), "");
        }
    }
}

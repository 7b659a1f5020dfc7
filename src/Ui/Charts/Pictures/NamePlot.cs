namespace Gongxin.Ui.Charts.Pictures;

// Places that are names, one under the other, so that a name of any length can be read; values to the right.
internal static class NamePlot
{
    private const double Size = SvgWriter.TextSize;
    private const double BarHeight = 16;

    public static double Draw(SvgWriter svg, Picture picture, string prefix, double left, double right, double top)
    {
        var isStacked = picture.Kind is PictureKind.Stacked;
        var isSingle = picture.Series.Count == 1;
        var names = Math.Min(picture.Places.Select(p => TextWidth.Of(p, Size)).DefaultIfEmpty(0).Max(), (right - left) * 0.4);
        var start = left + names + 10;
        var end = right - (isSingle ? 8 + picture.Series[0].Said.Select(s => TextWidth.Of(s, Size - 1)).DefaultIfEmpty(0).Max() : 12);
        end = Math.Max(end, start + 40);
        var scale = Scale.Of(Extents(picture, isStacked), withZero: true, end - start > 400 ? 6 : 3, start, end);
        var barHeight = picture.Series.Count > 1 && !isStacked ? 10 : BarHeight;
        var step = (isStacked ? barHeight : barHeight * picture.Series.Count) + 10;
        top += 20;
        var bottom = top + step * picture.Places.Count;
        foreach (var tick in scale.Ticks)
        {
            svg.Line(scale[tick], top - 4, scale[tick], bottom, tick == 0 ? "edge" : "line");
            svg.Text(scale[tick], top - 8, picture.Tick(tick), "muted", "middle", Size - 1);
        }

        for (var at = 0; at < picture.Places.Count; at++)
        {
            var y = top + at * step + 5;
            svg.Text(left + names, y + (step - 10) / 2 + 5, TextWidth.Cut(picture.Places[at], Size, names), anchor: "end", size: Size);
            Bars(svg, picture, prefix, scale, at, y, barHeight, isStacked);
            if (isSingle)
            {
                var value = picture.Series[0].Values[at] ?? 0;
                svg.Text(scale[Math.Max(value, 0)] + 6, y + barHeight / 2 + 4.5, picture.Series[0].Said[at], "muted", size: Size - 1);
            }
        }

        return bottom + 4;
    }

    private static IEnumerable<double> Extents(Picture picture, bool isStacked) => !isStacked
        ? picture.Series.SelectMany(s => s.Values).OfType<double>()
        : Enumerable.Range(0, picture.Places.Count).SelectMany(at => new[]
        {
            picture.Series.Sum(s => Math.Max(s.Values[at] ?? 0, 0)), picture.Series.Sum(s => Math.Min(s.Values[at] ?? 0, 0)),
        });

    private static void Bars(SvgWriter svg, Picture picture, string prefix, Scale scale, int at, double y, double barHeight, bool isStacked)
    {
        var stack = new BarStack(scale, isStacked);
        for (var i = 0; i < picture.Series.Count; i++)
        {
            if (picture.Series[i].Values[at] is not { } value)
            {
                continue;
            }

            var (x, length) = stack.Next(value);
            svg.Bar(
                x, y + (isStacked ? 0 : i * barHeight), length, barHeight,
                Hatch.Paint(svg, prefix, i), picture.SaidOf(picture.Series[i], at));
        }
    }
}

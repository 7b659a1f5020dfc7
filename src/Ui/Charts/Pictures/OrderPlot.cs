namespace Gongxin.Ui.Charts.Pictures;

// Places with an order of their own (time, ranges, numbers) side by side; values upwards, as lines, bars or stacked bars.
internal static class OrderPlot
{
    private const double Size = SvgWriter.TextSize - 1;
    private const int MarksMax = 60;
    private static readonly string?[] DashKinds = [null, "8 4", "2 3", "10 3 2 3", "14 5", "4 4", "1 4", "12 3 3 3"];

    public static string? Dashes(int series) => DashKinds[series % DashKinds.Length];

    public static double Draw(SvgWriter svg, Picture picture, string prefix, double left, double right, double top)
    {
        var height = right - left > 600 ? 320.0 : 240.0;
        top += 10;
        var scale = Scale.Of(Extents(picture), picture.Kind is not PictureKind.Line, 5, top + height, top);
        var labels = scale.Ticks.Select(picture.Tick).ToList();
        left += labels.Max(l => TextWidth.Of(l, Size)) + 8;
        for (var i = 0; i < labels.Count; i++)
        {
            var y = scale[scale.Ticks[i]];
            svg.Line(left, y, right, y, scale.Ticks[i] == 0 ? "edge" : "line");
            svg.Text(left - 6, y + 4, labels[i], "muted", "end", Size);
        }

        var step = (right - left) / Math.Max(1, picture.Places.Count);
        if (picture.Kind is PictureKind.Line)
        {
            Lines(svg, picture, scale, left, step);
        }
        else
        {
            Bars(svg, picture, prefix, scale, left, step);
        }

        return Places(svg, picture, left, right, step, top + height);
    }

    // What the axis must reach: of stacked bars, the sums upwards and downwards.
    private static IEnumerable<double> Extents(Picture picture)
    {
        if (picture.Kind is not PictureKind.Stacked)
        {
            return picture.Series.SelectMany(s => s.Values).OfType<double>();
        }

        return Enumerable.Range(0, picture.Places.Count).SelectMany(at =>
        {
            var values = picture.Series.Select(s => s.Values[at] ?? 0).ToList();
            return new[] { values.Where(v => v > 0).Sum(), values.Where(v => v < 0).Sum() };
        });
    }

    // A line is broken where there is no value; what stands alone is a mark.
    private static void Lines(SvgWriter svg, Picture picture, Scale scale, double left, double step)
    {
        for (var i = 0; i < picture.Series.Count; i++)
        {
            var series = picture.Series[i];
            var run = new List<(double, double)>();
            for (var at = 0; at <= picture.Places.Count; at++)
            {
                if (at < picture.Places.Count && series.Values[at] is { } value)
                {
                    run.Add((left + (at + 0.5) * step, scale[value]));
                    continue;
                }

                if (run.Count > 1)
                {
                    svg.Trend(run, Ink.Hue(i), Dashes(i));
                }

                run.Clear();
            }

            var few = picture.Places.Count <= MarksMax;
            for (var at = 0; at < picture.Places.Count; at++)
            {
                if (series.Values[at] is { } value)
                {
                    svg.Mark(left + (at + 0.5) * step, scale[value], i, picture.SaidOf(series, at), few ? 3.5 : Lonely(series, at) ? 2.5 : 1.2);
                }
            }
        }
    }

    private static bool Lonely(PictureSeries series, int at) =>
        (at == 0 || series.Values[at - 1] is null) && (at + 1 >= series.Values.Count || series.Values[at + 1] is null);

    private static void Bars(SvgWriter svg, Picture picture, string prefix, Scale scale, double left, double step)
    {
        var isStacked = picture.Kind is PictureKind.Stacked;
        var room = picture.IsTouching ? Math.Max(step - 1, 0.5) : Math.Min(step * 0.8, 64);
        var width = isStacked ? room : room / picture.Series.Count;
        for (var at = 0; at < picture.Places.Count; at++)
        {
            var stack = new BarStack(scale, isStacked);
            for (var i = 0; i < picture.Series.Count; i++)
            {
                if (picture.Series[i].Values[at] is not { } value)
                {
                    continue;
                }

                var x = left + at * step + (step - room) / 2 + (isStacked ? 0 : i * width);
                var (y, length) = stack.Next(value);
                svg.Bar(x, y, width, length, Hatch.Paint(svg, prefix, i), picture.SaidOf(picture.Series[i], at));
            }
        }
    }

    // As many names as there is room for, evenly; the last one is among them when it fits.
    private static double Places(SvgWriter svg, Picture picture, double left, double right, double step, double y)
    {
        if (picture.Places.Count == 0)
        {
            return y;
        }

        var widest = Math.Min(picture.Places.Max(p => TextWidth.Of(p, Size)), 140);
        var every = Math.Max(1, (int)Math.Ceiling((widest + 14) / step));
        for (var at = 0; at < picture.Places.Count; at += every)
        {
            var x = left + (at + 0.5) * step;
            svg.Line(x, y, x, y + 4, "edge");
            var half = Math.Min(TextWidth.Of(picture.Places[at], Size), 140) / 2;
            svg.Text(Math.Clamp(x, half, Math.Max(half, right - half + 8)), y + 18, TextWidth.Cut(picture.Places[at], Size, 140), "muted", "middle", Size);
        }

        if (picture.AxisTitle is { } title)
        {
            svg.Text(right, y + 38, title, "muted", "end", Size);
        }

        return y + (picture.AxisTitle is null ? 24 : 44);
    }
}

namespace Gongxin.Ui.Charts.Pictures;

// Rows as points between two axes of numbers.
internal static class PointPlot
{
    private const double Size = SvgWriter.TextSize - 1;

    public static double Draw(SvgWriter svg, Picture picture, double left, double right, double top)
    {
        var height = right - left > 600 ? 380.0 : 280.0;
        top += 10;
        var bottom = top + height;
        var upwards = Scale.Of(picture.Series.SelectMany(s => s.Values).OfType<double>(), false, 5, bottom, top);
        var labels = upwards.Ticks.Select(picture.Tick).ToList();
        left += labels.Max(l => TextWidth.Of(l, Size)) + 10;
        var across = Scale.Of(picture.Series.SelectMany(s => s.At ?? []), false, right - left > 500 ? 8 : 4, left, right - 16);
        for (var i = 0; i < labels.Count; i++)
        {
            var y = upwards[upwards.Ticks[i]];
            svg.Line(left, y, right, y, "line");
            svg.Text(left - 6, y + 4, labels[i], "muted", "end", Size);
        }

        var placeTick = picture.PlaceTick ?? picture.Tick;
        foreach (var tick in across.Ticks)
        {
            svg.Line(across[tick], bottom, across[tick], bottom + 4, "edge");
            svg.Text(across[tick], bottom + 18, placeTick(tick), "muted", "middle", Size);
        }

        svg.Line(left, bottom, right, bottom, "edge");
        for (var i = 0; i < picture.Series.Count; i++)
        {
            var series = picture.Series[i];
            for (var at = 0; at < series.Values.Count; at++)
            {
                if (series.Values[at] is { } value)
                {
                    svg.Mark(across[series.At![at]], upwards[value], i, series.Said[at], 3.2);
                }
            }
        }

        svg.Text(right, bottom + 38, picture.AxisTitle ?? "", "muted", "end", Size);
        return bottom + 44;
    }
}

using System.Globalization;
using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Catalogue.Rows;
using Gongxin.Contracts.Datastore;
using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Catalogue.Charts;

// From figures to a picture.
internal static class ChartPicture
{
    private const int FilledMax = 3 * ChartQuery.PlacesMax;

    public static string Draw(Chart chart, ChartWords words, Ink ink, double width, string prefix, string? className = null) => chart.Map is null
        ? PictureDrawing.Draw(Of(chart, words), ink, width, prefix, className)
        : MapDrawing.Draw(MapPictures.Of(chart, words), ink, width, prefix, className);

    private static Picture Of(Chart chart, ChartWords words)
    {
        var picture = chart.Wish.Kind is ChartKind.Scatter ? Points(chart, words) : Groups(chart, words);
        return picture with { Notes = words.NotesOf(chart) };
    }

    // Shares of the whole or, with series, of each place. Null where there is nothing to share, or something negative in it.
    public static IReadOnlyList<double?> SharesOf(Chart chart)
    {
        var items = chart.Figures.Items;
        var wholes = items.GroupBy(i => chart.Figures.SeriesFound == 0 ? "" : i.IsRest ? "\u0001" : i.At ?? "\u0002").ToDictionary(
            g => g.Key,
            g => g.Any(i => ChartWords.ValueOf(i) < 0) ? 0 : g.Sum(i => ChartWords.ValueOf(i) ?? 0),
            StringComparer.Ordinal);
        return [.. items.Select(i =>
            wholes[chart.Figures.SeriesFound == 0 ? "" : i.IsRest ? "\u0001" : i.At ?? "\u0002"] is > 0 and var whole && ChartWords.ValueOf(i) is { } value ? 100 * value / whole : (double?)null)];
    }

    private static Picture Groups(Chart chart, ChartWords words)
    {
        var isShare = chart.Wish.Kind is ChartKind.Share;
        var shares = isShare ? SharesOf(chart) : [];
        var places = PlacesOf(chart, words);
        var at = places.Select((place, i) => (place, i)).ToDictionary(p => p.place, p => p.i, StringComparer.Ordinal);
        var series = new Dictionary<string, (double?[] Values, string[] Said)>(StringComparer.Ordinal);
        for (var i = 0; i < chart.Figures.Items.Count; i++)
        {
            var figure = chart.Figures.Items[i];
            var name = words.SeriesOf(chart, figure) ?? "";
            if (!series.TryGetValue(name, out var line))
            {
                series[name] = line = (new double?[places.Count], Enumerable.Repeat("—", places.Count).ToArray());
            }

            var place = at[words.PlaceOf(chart, figure)];
            line.Values[place] = isShare ? shares[i] : ChartWords.ValueOf(figure);
            line.Said[place] = isShare ? Percent(shares[i]) : figure.Value is { } value ? ChartWords.FigureOf(chart, value) : "—";
        }

        return new Picture
        {
            Kind = chart.Wish.Kind switch
            {
                ChartKind.Line => PictureKind.Line,
                ChartKind.Stacked => PictureKind.Stacked,
                ChartKind.Share when chart.Figures.SeriesFound > 0 => PictureKind.Stacked,
                _ => PictureKind.Bars,
            },
            Title = words.TitleOf(chart),
            Places = places,
            Series = [.. series.Select(s => new PictureSeries(chart.Figures.SeriesFound == 0 ? null : s.Key, s.Value.Values, s.Value.Said))],
            IsByName = chart.Wish.Kind is not ChartKind.Line && chart.Columns.IsNamed(chart.Wish.Axis),
            IsTouching = chart.Wish.Kind is ChartKind.Histogram,
            AxisTitle = chart.Columns.TitleOf(chart.Wish.Axis),
            Tick = isShare ? value => Percent(value) : Short,
        };
    }

    private static Picture Points(Chart chart, ChartWords words)
    {
        var isYear = chart.Columns.IsYear(chart.Wish.Axis);
        var placed = chart.Figures.Items.Where(i => ChartWords.ValueOf(i) is not null && i.At is not null)
            .GroupBy(i => words.SeriesOf(chart, i) ?? "")
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
        return new Picture
        {
            Kind = PictureKind.Points,
            Title = words.TitleOf(chart),
            Series = [.. placed.Select(g => new PictureSeries(
                chart.Figures.SeriesFound == 0 ? null : g.Key,
                [.. g.Select(ChartWords.ValueOf)],
                [.. g.Select(i => $"{words.PlaceOf(chart, i)}; {ChartWords.Number(i.Value!)}")],
                [.. g.Select(i => double.Parse(i.At!, CultureInfo.InvariantCulture))]))],
            AxisTitle = chart.Columns.TitleOf(chart.Wish.Axis),
            Tick = Short,
            PlaceTick = isYear ? value => value.ToString("0", CultureInfo.InvariantCulture) : Short,
        };
    }

    // In the order of the figures. Years and steps of time without a figure have a place too: a gap is seen as a gap.
    private static List<string> PlacesOf(Chart chart, ChartWords words)
    {
        var places = chart.Figures.Items.Select(i => words.PlaceOf(chart, i)).Distinct(StringComparer.Ordinal).ToList();
        if (!chart.Columns.IsTime(chart.Wish.Axis) || places.Count < 2 || chart.Figures.Grain is ChartGrain.Hour)
        {
            return places;
        }

        var filled = TimePlaces.Between(places[0], places[^1], chart.Figures.Grain ?? ChartGrain.Year).Take(FilledMax + 1).ToList();
        return filled.Count <= FilledMax && places.TrueForAll(filled.Contains) ? filled : places;
    }

    private static string Short(double value) => ShortNumber.Of(value.ToString("R", CultureInfo.InvariantCulture));

    private static string Percent(double? share) => share is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) + " %" : "—";
}

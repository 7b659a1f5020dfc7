using System.Globalization;
using Gongxin.Catalogue.Rows;
using Gongxin.Contracts.Datastore;
using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Catalogue.Charts.Maps;

// From the figures of regions to a map.
internal static class MapPictures
{
    public static MapPicture Of(Chart chart, ChartWords words)
    {
        var map = chart.Map!.Map;
        var figures = FiguresOf(chart);
        var valued = figures.Where(f => ChartWords.ValueOf(f.Value) is not null).OrderBy(f => ChartWords.ValueOf(f.Value)).ToList();
        var classes = MapClasses.Of([.. valued.Select(f => ChartWords.ValueOf(f.Value)!.Value)], MapPicture.ClassesMax);
        var classOf = valued.Select((f, i) => (f.Key, Class: classes[i])).ToDictionary(f => f.Key, f => f.Class, StringComparer.Ordinal);
        return new MapPicture
        {
            Title = words.TitleOf(chart),
            Notes = words.NotesOf(chart),
            Places = [.. map.Regions.Select(r => Place(chart, words, r, figures.GetValueOrDefault(r.Code), classOf))],
            Lines = map.Lines,
            Height = map.Height,
            IsTiles = map.Approval is null,
            Classes = [.. valued.Select((f, i) => (f.Value, Class: classes[i])).GroupBy(f => f.Class).Select(g => words.ClassOf(chart, g.First().Value, g.Last().Value, g.Count()))],
            NoData = map.Regions.Count - valued.Count is > 0 and var without ? words.NoDataOf(without) : null,
        };
    }

    public static Dictionary<string, ChartFigure> FiguresOf(Chart chart) => chart.Figures.Items.ToDictionary(i => i.At!, StringComparer.Ordinal);

    private static MapPlace Place(Chart chart, ChartWords words, MapRegion region, ChartFigure? figure, Dictionary<string, int> classOf)
    {
        var said = figure?.Value is { } value ? ChartWords.FigureOf(chart, value) : words.NoData;
        return new MapPlace(
            region.Label.In(CultureInfo.CurrentUICulture),
            figure?.Value is { } short_ ? ShortNumber.Of(short_) : null,
            $"{region.Name.In(CultureInfo.CurrentUICulture)}: {said}",
            classOf.TryGetValue(region.Code, out var at) ? at : null,
            region.Rings,
            region.At);
    }
}

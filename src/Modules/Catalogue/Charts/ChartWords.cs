using System.Globalization;
using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;
using Gongxin.Ui.Words;
using Microsoft.Extensions.Localization;

namespace Gongxin.Catalogue.Charts;

// What a chart says in words: its title, and the notes without which a picture that travels alone would mislead.
internal sealed class ChartWords(IStringLocalizer<CatalogueText> text)
{
    public string TitleOf(Chart chart)
    {
        var wish = chart.Wish;
        if (chart.Map is { } map)
        {
            return text["Map.TitleOf", ValueOf(chart), AreaOf(map.Map.Area)];
        }

        if (wish.Kind is ChartKind.Histogram)
        {
            return text["Chart.DistributionOf", chart.Columns.TitleOf(wish.Axis)];
        }

        var by = wish.Series is { } series && series != wish.Axis
            ? $"{chart.Columns.TitleOf(wish.Axis)} × {chart.Columns.TitleOf(series)}"
            : chart.Columns.TitleOf(wish.Axis);
        var title = wish.Kind is ChartKind.Scatter ? text["Chart.Against", chart.Columns.TitleOf(wish.Figure!), by] : text["Chart.TitleOf", ValueOf(chart), by];
        return wish.Kind is ChartKind.Share ? text["Chart.ShareTitle", title.Value] : title;
    }

    public string AreaOf(MapArea area) => area.Province is null ? text["Map.Country"] : text["Map.By." + area.Level, area.ProvinceName!.In(CultureInfo.CurrentUICulture)];

    public string ValueOf(Chart chart) =>
        chart.Wish.Kind is ChartKind.Scatter ? chart.Columns.TitleOf(chart.Wish.Figure!)
        : chart.Wish.Figure is { } figure && chart.Wish.Kind is not ChartKind.Histogram ? text["Chart.FunctionOf", text["Function." + chart.Wish.Function], chart.Columns.TitleOf(figure)]
        : text["Function.Count"];

    public string? UnitOf(Chart chart) => chart.Wish.Figure is { } figure && chart.Wish.Kind is not ChartKind.Histogram ? chart.Columns.UnitOf(figure) : text["Chart.Rows"];

    public string RegionTitle => text["Map.Region"];
    public string CodeTitle => text["Map.Code"];

    // With the letters that stand in a tile, where those are not the name's own.
    public string NameOf(MapRegion region)
    {
        var (name, label) = (region.Name.In(CultureInfo.CurrentUICulture), region.Label.In(CultureInfo.CurrentUICulture));
        return name.StartsWith(label, StringComparison.Ordinal) ? name : text["Map.NameWithLabel", name, label];
    }

    public string NoData => text["Map.NoData"];

    public string NoDataOf(int regions) => text["Map.NoDataOf", NoData, Format.Count(regions)];

    public string ClassOf(Chart chart, ChartFigure low, ChartFigure high, int regions) => low.Value == high.Value
        ? text["Map.Class.Same", FigureOf(chart, low.Value!), Format.Count(regions)]
        : text["Map.Class", FigureOf(chart, low.Value!), FigureOf(chart, high.Value!), Format.Count(regions)];

    public static string FigureOf(Chart chart, string value) =>
        chart.Wish.Function is AggregateFunction.Avg ? Format.Number(double.Parse(value, CultureInfo.InvariantCulture), 2) : Number(value);

    public IReadOnlyList<string> NotesOf(Chart chart)
    {
        var notes = new List<string>();
        var unit = chart.Wish.Kind is ChartKind.Share ? "%" : UnitOf(chart);
        var first = new[]
        {
            unit is { Length: > 0 } ? text["Chart.UnitIs", unit].Value : null,
            chart.Filters.Count > 0 ? text["Chart.OnlyRows", string.Join(text["Chart.And"], chart.Filters)].Value : null,
        };
        notes.Add(string.Join(text["Chart.Stop"], first.OfType<string>()));
        notes.AddRange(ReducedOf(chart));
        if (chart.Map is { } map)
        {
            notes.Add(text["Map.ByQuantiles"]);
            notes.Add(map.Map.Approval is { } number ? text["Map.Approved", number] : text["Map.Schematic"]);
        }

        notes.Add(text["Chart.SourceIs", SourceOf(chart), chart.Number, Format.DayOf(chart.PublishedAt)]);
        return [.. notes.Where(n => n.Length > 0)];
    }

    public string SourceOf(Chart chart) => chart.Dataset.ProviderHere() is { } provider ? $"{provider}{text["Chart.Comma"]}{chart.Dataset.TitleHere()}" : chart.Dataset.TitleHere();

    // Whatever is put together, chosen from or left out is said on the picture itself.
    public IEnumerable<string> ReducedOf(Chart chart)
    {
        var figures = chart.Figures;
        if (figures.Grain is { } grain)
        {
            yield return text["Chart.ByStep." + grain];
        }

        if (chart.Wish.Kind is ChartKind.Scatter)
        {
            if (figures.RowsPlaced > figures.Items.Count)
            {
                yield return text["Chart.Chosen", Format.Count(figures.Items.Count), Format.Count(figures.RowsPlaced)];
            }
        }
        else if (figures.Items.Any(i => i.IsRest))
        {
            yield return text["Chart.RestTogether", Format.Count(ChartQuery.NamesMax), Format.Count(figures.PlacesFound)];
        }
        else if (figures.PlacesFound > ChartQuery.PlacesMax)
        {
            yield return text["Chart.FirstPlaces", Format.Count(ChartQuery.PlacesMax), Format.Count(figures.PlacesFound)];
        }

        if (figures.Items.Any(i => i.IsRestOfSeries))
        {
            yield return text["Chart.SeriesTogether", ChartQuery.SeriesMax - 1, Format.Count(figures.SeriesFound)];
        }

        if (chart.Map is { } map)
        {
            foreach (var note in new[] { Rows("Map.Unmatched", map.Unmatched), Rows("Map.Elsewhere", map.Elsewhere) }.OfType<string>())
            {
                yield return note;
            }
        }
        else if (figures.Rows > figures.RowsPlaced)
        {
            yield return text["Chart.NoPlace", Format.Count(figures.Rows - figures.RowsPlaced)];
        }
    }

    private string? Rows(string key, long count) => count == 0 ? null : text[count == 1 ? key + ".one" : key, Format.Count(count)].Value;

    public string PlaceOf(Chart chart, ChartFigure figure) =>
        figure.IsRest ? text["Chart.Rest"]
        : figure.At is not { } at ? text["Chart.Empty"]
        : figure.Until is { } until ? $"{Number(at)} – {Number(until)}"
        : chart.Columns.IsNumber(chart.Wish.Axis) && !chart.Columns.IsYear(chart.Wish.Axis) && !chart.Columns.IsNamed(chart.Wish.Axis) ? Number(at)
        : at.Replace('T', ' ');

    public string? SeriesOf(Chart chart, ChartFigure figure) =>
        figure.IsRestOfSeries ? text["Chart.Rest"]
        : chart.Figures.SeriesFound == 0 ? null
        : figure.Series ?? text["Chart.Empty"];

    public static string Number(string value) => Format.Wire(value, ColumnType.Decimal) ?? value;

    public static double? ValueOf(ChartFigure figure) =>
        double.TryParse(figure.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}

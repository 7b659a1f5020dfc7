using System.Text;
using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Text;
using Gongxin.Ui.Lists;

namespace Gongxin.Catalogue.Charts;

// The figures of a chart as a table: for who cannot see the picture, and as a file.
internal sealed class ChartTable
{
    private ChartTable(IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<string?>> cells) => (Columns, Cells) = (columns, cells);

    public IReadOnlyList<TableColumn> Columns { get; }
    public IReadOnlyList<IReadOnlyList<string?>> Cells { get; }

    public static ChartTable Of(Chart chart, ChartWords words) => chart.Map is { } map ? OfMap(chart, words, map.Map) : OfAxis(chart, words);

    // Every region of the map, whether it has a figure or not.
    private static ChartTable OfMap(Chart chart, ChartWords words, RegionMap map)
    {
        var figures = MapPictures.FiguresOf(chart);
        return new ChartTable(
            [new TableColumn(words.RegionTitle), new TableColumn(words.CodeTitle), new TableColumn(words.ValueOf(chart)) { IsFigure = true, Unit = words.UnitOf(chart) }],
            [.. map.Regions.Select(r => (IReadOnlyList<string?>)[words.NameOf(r), r.Code, figures.GetValueOrDefault(r.Code)?.Value])]);
    }

    private static ChartTable OfAxis(Chart chart, ChartWords words)
    {
        var hasSeries = chart.Figures.SeriesFound > 0;
        var shares = chart.Wish.Kind is ChartKind.Share ? ChartPicture.SharesOf(chart) : null;
        var columns = new List<TableColumn> { new(chart.Columns.TitleOf(chart.Wish.Axis)) };
        if (hasSeries)
        {
            columns.Add(new TableColumn(chart.Columns.TitleOf(chart.Wish.Series!)));
        }

        columns.Add(new TableColumn(words.ValueOf(chart)) { IsFigure = true, Unit = words.UnitOf(chart) });
        if (shares is not null)
        {
            columns.Add(new TableColumn("%") { IsFigure = true });
        }

        return new ChartTable(columns, [.. chart.Figures.Items.Select((figure, i) => Row(chart, words, figure, hasSeries, shares?[i], shares is not null))]);
    }

    // Figures as they are, without thousands marks, so that every program reads them.
    public string Csv()
    {
        var csv = new StringBuilder();
        Line(csv, [.. Columns.Select(c => c.Unit is { Length: > 0 } unit ? $"{c.Title} ({unit})" : c.Title)]);
        foreach (var row in Cells)
        {
            Line(csv, row);
        }

        return csv.ToString();
    }

    private static List<string?> Row(Chart chart, ChartWords words, ChartFigure figure, bool hasSeries, double? share, bool hasShare)
    {
        var row = new List<string?> { words.PlaceOf(chart, figure) };
        if (hasSeries)
        {
            row.Add(words.SeriesOf(chart, figure));
        }

        row.Add(figure.Value);
        if (hasShare)
        {
            row.Add(share?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture));
        }

        return row;
    }

    private static void Line(StringBuilder csv, IReadOnlyList<string?> cells) =>
        csv.AppendJoin(',', cells.Select(CsvCell.Of)).Append("\r\n");
}

using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Labels;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Workbooks.Mapping;

// The mapping that names suggest. Nothing is guessed by likeness: a name is the same, or a known other word for it, or it is
// left to a person.
internal static class ProposeMapping
{
    public static WorkbookMapping Of(TemplateContent form, IReadOnlyList<FoundTable> tables)
    {
        var places = new FormPlaces(form);
        return new WorkbookMapping { Tables = [.. tables.Select(t => OfTable(places, t))] };
    }

    private static TableMapping OfTable(FormPlaces places, FoundTable found)
    {
        var labels = found.Labels;
        var cells = new TableMapping
        {
            Sheet = found.Table.Grid.Name,
            Ordinal = found.Ordinal,
            Columns = Distinct(labels.Columns.Select(c => places.Find(LabelSignature.Of(c.Labels), c.Labels))),
            Rows = Distinct(labels.Rows.Select(r => places.Find(LabelSignature.Of(r.Labels), r.Labels))),
        };
        if (cells.Columns.Concat(cells.Rows).Any(p => p.Row is not null))
        {
            return OnlyColumn(places, cells);
        }

        var lists = places.Lists.Select(l => OfList(l, found)).ToList();
        return lists.Where(l => l.Columns.Any(c => c.IsTaken)).MaxBy(l => l.Columns.Count(c => c.IsTaken)) ?? cells;
    }

    // Where all rows are of a sheet with one column, the one column of values that has another name is that.
    private static TableMapping OnlyColumn(FormPlaces places, TableMapping table)
    {
        var sheets = table.Rows.Where(r => r.Row is not null).Select(r => r.Sheet).Distinct().ToList();
        return sheets is [{ } sheet] && places.OnlyColumnOf(sheet) is { } column && table.Columns is [{ IsTaken: false } only]
            ? table with { Columns = [only with { Column = column }] }
            : table;
    }

    // A list is recognised by the columns that name its rows.
    private static TableMapping OfList(SheetPlaces list, FoundTable found)
    {
        var columns = Distinct(found.ListColumns.Select(c => new Place
        {
            Label = LabelSignature.Of(c.Labels),
            Sheet = list.Sheet.Name,
            Column = c.Labels.Reverse().Select(l => list.Columns.GetValueOrDefault(l.Name)).FirstOrDefault(n => n is not null),
        }));
        var isOne = list.Sheet.Key.All(key => columns.Any(c => c.Column == key)) && columns.Count(c => c.IsTaken) >= Math.Min(2, list.Sheet.Columns.Count);
        return new TableMapping
        {
            Sheet = found.Table.Grid.Name,
            Ordinal = found.Ordinal,
            List = list.Sheet.Name,
            Columns = isOne ? columns : [.. columns.Select(c => c with { Sheet = null, Column = null })],
        };
    }

    // Columns of several months have one signature and one place.
    private static List<Place> Distinct(IEnumerable<Place> places) => [.. places.DistinctBy(p => p.Label)];
}

// A table of the workbook with what its rows and columns are called.
internal sealed record FoundTable(GridTable Table, int Ordinal)
{
    public TableLabels Labels { get; } = new(Table);

    // In a list every column has values, also those that hold words.
    public IReadOnlyList<LabelledColumn> ListColumns { get; } =
        [.. Table.Columns.Select(c => new LabelledColumn(c.Column, c.Path, [.. c.Path.Select(Label.Read)]))];

    public static IReadOnlyList<FoundTable> In(IReadOnlyList<SheetGrid> grids) =>
        [.. grids.Where(g => !g.IsHidden).SelectMany(g => GridTables.Find(g).Where(t => t.HeaderLast > 0).Select((t, i) => new FoundTable(t, i)))];
}

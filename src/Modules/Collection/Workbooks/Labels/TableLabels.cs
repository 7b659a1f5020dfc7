using System.Globalization;
using System.Text;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Workbooks.Labels;

// What each row and each column of a found table is called.
//
//   stub columns          value columns
//   序号 指标名称 计量单位 | 本月  1-3月累计
//
// Columns at the left that hold words are the stub: numbers of lines name nothing, a column of units gives the row its unit, the
// rest together is the row's name.
internal sealed class TableLabels
{
    private const int OrdinalRowsMin = 2;

    private readonly GridTable _table;
    private readonly List<int> _names = [];
    private readonly int? _unitColumn;

    public TableLabels(GridTable table)
    {
        _table = table;
        var values = ValuesFrom(table);
        foreach (var column in table.Columns.Take(values))
        {
            if (IsUnits(column))
            {
                _unitColumn = column.Column;
            }
            else if (!IsOrdinal(table, column))
            {
                _names.Add(column.Column);
            }
        }

        Columns = [.. table.Columns.Skip(values).Select(c => new LabelledColumn(c.Column, c.Path, [.. c.Path.Select(Label.Read)]))];
        Rows = [.. table.Rows.Where(r => r.Kind is GridRowKind.Data).Select(RowOf).Where(r => r.Path.Count > 0)];
        Unit = table.Captions.Select(Label.UnitOfCaption).LastOrDefault(u => u is not null);
        Months = table.Captions.Append(table.Grid.Name).Select(c => Label.Read(c).Months).FirstOrDefault(m => m is { Year: not null })
            ?? table.Captions.Select(c => Label.Read(c).Months).FirstOrDefault(m => m is not null);
    }

    // Columns that hold values.
    public IReadOnlyList<LabelledColumn> Columns { get; }

    // Rows that have a name.
    public IReadOnlyList<LabelledRow> Rows { get; }

    // The unit and the months that the lines above the table name for all of it.
    public string? Unit { get; }
    public MonthSpan? Months { get; }

    // How many columns stand before the first that holds values. A table whose columns all hold words is a list: it has no stub.
    private static int ValuesFrom(GridTable table)
    {
        var count = 0;
        while (count < table.Columns.Count && !IsOfMonths(table.Columns[count]) && (IsWords(table, table.Columns[count].Column) || IsOrdinal(table, table.Columns[count])))
        {
            count++;
        }

        return count == table.Columns.Count ? 0 : count;
    }

    // Whatever stands there, it was meant as figures.
    private static bool IsOfMonths(GridColumn column) => column.Path.Any(p => Label.Read(p).Months is not null);

    private LabelledRow RowOf(GridRow row)
    {
        var path = new List<string>();
        foreach (var column in _names)
        {
            var text = _table.Grid.LabelAt(row.Row, column);
            if (text.Length > 0 && (path.Count == 0 || path[^1] != text))
            {
                path.Add(text);
            }
        }

        var unit = _unitColumn is { } at ? _table.Grid.LabelAt(row.Row, at) : "";
        return new LabelledRow(row.Row, path, [.. path.Select(Label.Read)], Label.IsUnit(unit) ? unit : null);
    }

    private static bool IsWords(GridTable table, int column)
    {
        var (words, numbers) = (0, 0);
        foreach (var row in table.Rows)
        {
            var text = table.Grid.LabelAt(row.Row, column);
            if (text.Length == 0 || CellParser.IsMissing(Encoding.UTF8.GetBytes(text), ColumnType.Decimal))
            {
                continue;
            }

            _ = IsNumber(text) || table.Grid.At(row.Row, column)?.State is GridCellState.Error ? numbers++ : words++;
        }

        return words > numbers;
    }

    private static bool IsUnits(GridColumn column) =>
        column.Path.Any(p => Label.KeyOf(p) is "单位" or "计量单位" or "数量单位" or "金额单位");

    private static bool IsOrdinal(GridTable table, GridColumn column)
    {
        if (column.Path.Count > 0 && Label.KeyOf(column.Path[^1]) == "序号")
        {
            return true;
        }

        var numbers = table.Rows.Select(r => table.Grid.TextAt(r.Row, column.Column)).Where(t => t.Length > 0).ToList();
        return column.Path.Count == 0 && numbers.Count >= OrdinalRowsMin && numbers.Select((t, i) => t == (i + 1).ToString(CultureInfo.InvariantCulture)).All(same => same);
    }

    private static bool IsNumber(string text) => CellParser.TryNumber(Encoding.UTF8.GetBytes(text), PercentSign.Optional, out _);
}

internal sealed record LabelledColumn(int Column, IReadOnlyList<string> Path, IReadOnlyList<Label> Labels)
{
    public string? Unit => Labels.Select(l => l.Unit).LastOrDefault(u => u is not null);
    public string Written => string.Join('/', Path);
}

internal sealed record LabelledRow(int Row, IReadOnlyList<string> Path, IReadOnlyList<Label> Labels, string? OwnUnit)
{
    public string? Unit => OwnUnit ?? Labels.Select(l => l.Unit).LastOrDefault(u => u is not null);
    public string Written => string.Join('/', Path);
}

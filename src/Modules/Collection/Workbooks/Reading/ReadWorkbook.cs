using Gongxin.Collection.Checks;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Labels;
using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Workbooks.Reading;

// Reads the values of a form out of a workbook that fits its mapping. Every value keeps the cell it came from; what could not be
// read is told, cell by cell, and nothing is taken for zero.
internal sealed class ReadWorkbook
{
    public const int FindingsMax = 1000;

    private readonly TemplateForm _form;
    private readonly MonthSpan? _period;
    private readonly Dictionary<(string Sheet, string? Row, int? ListRow, string Column), ReadCell> _cells = [];
    private readonly List<WorkbookFinding> _findings = [];

    private ReadWorkbook(TemplateForm form, MonthSpan? period) => (_form, _period) = (form, period);

    public static WorkbookReading Run(TemplateForm form, WorkbookFit fit, MonthSpan? asked)
    {
        var written = fit.Tables.Select(t => t.Found.Labels.Months).FirstOrDefault(m => m is not null);
        var reading = new ReadWorkbook(form, asked ?? written);
        if (asked is { } period && written is { } other && !SamePeriod(period, other))
        {
            reading.Tell("workbook.other-period", CheckGrade.MustFix, null, other.ToString(), period.ToString());
        }

        foreach (var table in fit.Tables)
        {
            reading.Read(table);
        }

        return new WorkbookReading { Cells = [.. reading._cells.Values], Findings = reading._findings, Months = written?.ToString() };
    }

    // A form for March may be headed 1-3月, for it holds figures since January, or 2026年, for it holds all months so far.
    private static bool SamePeriod(MonthSpan asked, MonthSpan written) => written.Fits(asked) || written.IsUntil(asked) || IsYearOf(written, asked);

    private static bool IsYearOf(MonthSpan written, MonthSpan period) => written.IsWholeYear && (written.Year is null || period.Year is null || written.Year == period.Year);

    private void Read(FittedTable table)
    {
        if (table.Mapping.List is { } list)
        {
            ReadList(table, _form.Content.Sheets.First(s => s.Name == list));
        }
        else
        {
            ReadCells(table);
        }
    }

    private void ReadCells(FittedTable table)
    {
        var rows = table.Mapping.Rows.ToDictionary(p => p.Label);
        var columns = ColumnsOfPeriod(table, table.Found.Labels.Columns);
        foreach (var row in RowsOf(table))
        {
            var rowPlace = rows.GetValueOrDefault(LabelSignature.Of(row.Labels));
            foreach (var (column, columnPlace) in columns)
            {
                if (PlaceOf(rowPlace, columnPlace) is { } place)
                {
                    Take(table, row.Row, column.Column, place, row.Unit ?? column.Unit);
                }
            }
        }
    }

    // A table of one line, whose header says all, has no names of rows.
    private static IEnumerable<LabelledRow> RowsOf(FittedTable table) =>
        table.Found.Labels.Rows.Count > 0 ? table.Found.Labels.Rows : table.Found.Table.Rows.Take(1).Select(only => new LabelledRow(only.Row, [], [], null));

    private void ReadList(FittedTable table, TemplateSheet sheet)
    {
        var columns = ColumnsOfPeriod(table, table.Found.ListColumns).Where(c => c.Place.IsTaken).ToList();
        var number = _cells.Keys.Where(k => k.Sheet == sheet.Name).Select(k => (k.ListRow ?? 0) + 1).DefaultIfEmpty(0).Max();
        foreach (var row in table.Found.Table.Rows.Where(r => r.Kind is GridRowKind.Data))
        {
            var before = _cells.Count;
            foreach (var (column, place) in columns)
            {
                var asked = sheet.Columns.First(c => c.Name == place.Column);
                Take(table, row.Row, column.Column, new FormPlace(sheet, null, number, asked), column.Unit);
            }

            number += _cells.Count > before ? 1 : 0;
        }
    }

    // Of several columns that differ by their months only, the one of the period.
    private List<(LabelledColumn Column, Place Place)> ColumnsOfPeriod(FittedTable table, IReadOnlyList<LabelledColumn> columns)
    {
        var places = table.Mapping.Columns.ToDictionary(p => p.Label);
        var taken = new List<(LabelledColumn, Place)>();
        foreach (var same in columns.GroupBy(c => LabelSignature.Of(c.Labels)).Where(g => places.ContainsKey(g.Key)))
        {
            var place = places[same.Key];
            if (!LabelSignature.IsOfPeriod(same.Key) || !place.IsTaken)
            {
                taken.AddRange(same.Select(c => (c, place)));
            }
            else if (OfPeriod([.. same]) is { } column)
            {
                taken.Add((column, place));
            }
            else
            {
                Tell(_period is null ? "workbook.which-period" : "workbook.no-such-period", CheckGrade.MustFix, Source(table, table.Found.Table.HeaderLast, same.First().Column),
                    string.Join('、', same.Select(c => c.Written)), _period?.ToString() ?? "");
            }
        }

        return taken;
    }

    private LabelledColumn? OfPeriod(IReadOnlyList<LabelledColumn> columns)
    {
        if (_period is not { } period)
        {
            return columns.Count == 1 ? columns[0] : null;
        }

        // The month of a period of one month, its end where it is longer (January and February as one), or all since January.
        var month = period with { From = period.To };
        return columns.FirstOrDefault(c => MonthsOf(c) is { } m && (m.Fits(period) || m.Fits(month)))
            ?? columns.FirstOrDefault(c => MonthsOf(c) is { } m && m.IsUntil(period))
            ?? columns.FirstOrDefault(c => MonthsOf(c) is { } m && IsYearOf(m, period));
    }

    private static MonthSpan? MonthsOf(LabelledColumn column)
    {
        var months = column.Labels.Select(l => l.Months).OfType<MonthSpan>().ToList();
        var year = months.Select(m => m.Year).FirstOrDefault(y => y is not null);
        var special = months.FindLast(m => !m.IsWholeYear);
        return months.Count == 0 ? null : (special.From == 0 ? months[^1] : special) with { Year = special.Year ?? year };
    }

    private FormPlace? PlaceOf(Place? row, Place? column)
    {
        var name = row?.Row is not null ? row : column?.Row is not null ? column : null;
        var sheet = name is null ? null : _form.Content.Sheets.FirstOrDefault(s => s.Name == name.Sheet);
        if (sheet is null || (row?.Row is not null && column?.Row is not null))
        {
            return null;
        }

        var wanted = row?.Column ?? column?.Column;
        var place = wanted is null ? null : sheet.Columns.FirstOrDefault(c => c.Name == wanted);
        return place is not null && sheet.Rows.FirstOrDefault(r => r.Name == name!.Row) is { } asked && !asked.Closed.Contains(place.Name)
            ? new FormPlace(sheet, asked, null, place)
            : null;
    }

    private void Take(FittedTable table, int row, int column, FormPlace place, string? written)
    {
        if (table.Found.Table.Grid.At(row, column) is not { } cell)
        {
            return;
        }

        // What a line above the table says of its unit is meant for those rows that can have it.
        var (source, asked) = (Source(table, row, column), place.Unit);
        var ofTable = table.Found.Labels.Unit;
        var units = new UnitPair(written ?? (new UnitPair(ofTable, asked).CanBeBrought && asked is not null ? ofTable : null), asked);
        if (!units.CanBeBrought)
        {
            Tell("workbook.other-unit", CheckGrade.MustFix, source, written!, asked!);
            return;
        }

        var (value, finding) = ReadValue.Of(cell, source, place.Column, units, _form);
        if (finding is not null)
        {
            Tell(finding);
        }
        else if (cell.State is GridCellState.DigitsLost)
        {
            Tell("workbook.cell-digits-lost", CheckGrade.Explain, source, cell.Text);
        }

        if (value is null)
        {
            return;
        }

        Keep(new ReadCell
        {
            Sheet = place.Sheet.Name, Row = place.Row?.Name, ListRow = place.ListRow, Column = place.Column.Name,
            Value = value, Source = source, Written = cell.Text, FromUnit = units.AreEqual ? null : units.Written,
        });
    }

    // Two cells that say the same of one place are one; two that differ are for a person to look at.
    private void Keep(ReadCell read)
    {
        var key = (read.Sheet, read.Row, read.ListRow, read.Column);
        if (_cells.TryGetValue(key, out var before) && before.Value != read.Value)
        {
            Tell("workbook.cell-twice", CheckGrade.MustFix, read.Source, read.Written, before.Source, before.Written);
            return;
        }

        _cells.TryAdd(key, read);
    }

    private void Tell(string code, CheckGrade grade, string? source, params string[] args) => Tell(new WorkbookFinding(code, grade, source, args));

    private void Tell(WorkbookFinding finding)
    {
        if (_findings.Count < FindingsMax)
        {
            _findings.Add(finding);
        }
    }

    private static string Source(FittedTable table, int row, int column) => SourceOf(table.Found.Table.Grid, row, column);

    public static string SourceOf(SheetGrid grid, int row, int column) =>
        grid.Name.Length == 0 ? SheetGrid.AddressOf(row, column) : $"{grid.Name}!{SheetGrid.AddressOf(row, column)}";
}

// A cell of the form, with the rows and columns that say what may stand in it.
internal sealed record FormPlace(TemplateSheet Sheet, TemplateRow? Row, int? ListRow, TemplateColumn Column)
{
    public string? Unit => Row?.Unit ?? Column.Unit;
}

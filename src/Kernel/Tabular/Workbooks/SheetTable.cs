using System.Globalization;
using Gongxin.Kernel.Tabular.Workbooks.Layout;

namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>A sheet as a table. A sheet that is none still has its name here, and says why when its rows are asked for.</summary>
internal sealed class SheetTable : TabularTable
{
    private readonly SheetSource _sheet;
    private readonly SheetLayout? _layout;
    private readonly string? _label;

    private SheetTable(SheetSource sheet, string name, string? label, SheetLayout? layout, TabularException? fault, IEnumerable<Finding> findings)
    {
        _sheet = sheet;
        _layout = layout;
        _label = label;
        Name = name;
        Fault = fault;
        HeaderFindings = [.. findings.Select(f => f with { Table = label })];
    }

    public override string Name { get; }
    public override IReadOnlyList<string> Columns => _layout?.Columns ?? [];
    public override IReadOnlyList<Finding> HeaderFindings { get; }

    /// <summary>Why the sheet cannot be read as a table, or null.</summary>
    public TabularException? Fault { get; }

    /// <param name="sheet">The sheet.</param>
    /// <param name="sample">Its first rows; at least one.</param>
    /// <param name="name">Its name, made unique; null when it is the only one of the file.</param>
    /// <param name="limits">Bounds.</param>
    public static SheetTable Of(SheetSource sheet, SheetSample sample, string? name, TabularLimits limits)
    {
        try
        {
            var layout = SheetLayout.Of(sample, MergeMap.Of(sheet, sample), limits);
            return new SheetTable(sheet, name ?? "", name, layout, null, [.. About(sheet, sample, name), .. layout.Findings]);
        }
        catch (TabularException e)
        {
            var fault = new TabularException(e.Finding with { Table = name }, e);
            return new SheetTable(sheet, name ?? "", name, null, fault, []);
        }
    }

    public override RowReader OpenRows() => _layout is null ? throw Fault! : new SheetRowReader(_sheet.Open(), _layout, _label);

    private static IEnumerable<Finding> About(SheetSource sheet, SheetSample sample, string? name)
    {
        if (sheet.IsHidden)
        {
            yield return new Finding(null, null, FindingCodes.WorkbookSheetHidden, sheet.Name, sheet.Name);
        }

        if (name is not null && !name.Equals(sheet.Name, StringComparison.Ordinal))
        {
            yield return new Finding(null, null, FindingCodes.WorkbookSheetNameDuplicate, sheet.Name, sheet.Name, name);
        }

        var width = sample.Rows.Max(r => r.Cells.Count);
        var hidden = sample.HiddenColumns.Where(c => c.First < width && c.First <= c.Last).ToList();
        if (hidden.Count > 0)
        {
            var names = hidden.Take(20).Select(c => c.First == c.Last ? CellRange.ColumnName(c.First) : $"{CellRange.ColumnName(c.First)}:{CellRange.ColumnName(Math.Min(c.Last, width - 1))}");
            yield return new Finding(null, null, FindingCodes.WorkbookColumnsHidden, null, string.Join(", ", names), hidden.Count.ToString(CultureInfo.InvariantCulture));
        }
    }
}

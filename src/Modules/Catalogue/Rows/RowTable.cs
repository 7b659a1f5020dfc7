using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;
using Gongxin.Ui.Lists;
using Gongxin.Ui.Words;

namespace Gongxin.Catalogue.Rows;

// Rows as the table part wants them.
internal static class RowTable
{
    private const int FirstYear = 1000;
    private const int LastYear = 2999;

    private static readonly string[] NameEndings = ["code", "_id", " id", "代码", "编码", "编号", "序号", "区号", "邮编", "号码", "证号"];

    public static IReadOnlyList<TableColumn> ColumnsOf(RowPage page, QualityReport quality, bool sortable)
    {
        var plain = PlainIn(page, quality);
        return [.. page.Columns.Select((c, i) => new TableColumn(c.Schema?.Title ?? c.Name)
        {
            Name = c.Name,
            IsFigure = IsFigure(c.Type) && !IsName(c.Name),
            IsGrouped = !plain[i],
            Unit = c.Schema?.Unit,
            About = c.Schema?.Description,
            Kind = KindOf(c.Type),
            SortKey = sortable ? RowAddress.InList(c.Name) : null,
        })];
    }

    public static IReadOnlyList<IReadOnlyList<object?>> CellsOf(RowPage page, QualityReport quality)
    {
        var plain = PlainIn(page, quality);
        return [.. page.Rows.Select(row => row.Cells.Select(object? (cell, i) => Format.Wire(cell, page.Columns[i].Type, !plain[i])).ToArray())];
    }

    public static bool IsFigure(ColumnType type) => type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Number;

    // A type as islands know it.
    public static string KindOf(ColumnType type) =>
        type is ColumnType.DateTime ? "datetime" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(type.ToString());

    // Numbers that name things, told by the column's name: 110,101 is no code of a region.
    public static bool IsName(string column) =>
        column.Equals("id", StringComparison.OrdinalIgnoreCase)
        || NameEndings.Any(ending => column.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool[] PlainIn(RowPage page, QualityReport quality)
    {
        var qualities = quality.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        return [.. page.Columns.Select(c => c.Schema is not null && (IsName(c.Name) || IsYear(c.Type, qualities.GetValueOrDefault(c.Name))))];
    }

    // Whole numbers that are all within the years of a calendar count nothing: 2024 is not 2,024.
    public static bool IsYear(ColumnType type, ColumnQuality? quality) =>
        type is ColumnType.Integer
        && int.TryParse(quality?.Minimum, CultureInfo.InvariantCulture, out var low) && low >= FirstYear
        && int.TryParse(quality?.Maximum, CultureInfo.InvariantCulture, out var high) && high <= LastYear;
}

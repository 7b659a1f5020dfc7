using System.Globalization;
using System.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>What stands in a sheet before its rows: the header stays in sight, and columns are about as wide as what is in them.</summary>
internal static class SheetHead
{
    private const int WidthMin = 9;
    private const int WidthMax = 40;

    public static string Of(IReadOnlyList<ColumnSchema> columns, bool isFirst)
    {
        var head = new StringBuilder();
        head.Append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"").Append(PackageParts.Main).Append("\"><sheetViews><sheetView ");
        head.Append(isFirst ? "tabSelected=\"1\" " : "");
        head.Append("workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var i = 1; i <= columns.Count; i++)
        {
            head.Append(CultureInfo.InvariantCulture, $"<col min=\"{i}\" max=\"{i}\" width=\"{Width(columns[i - 1])}\" customWidth=\"1\"/>");
        }

        return head.Append("</cols><sheetData>").ToString();
    }

    // Chinese characters are two wide.
    private static int Width(ColumnSchema column)
    {
        var name = column.Name.Sum(letter => letter >= 0x2E80 ? 2 : 1) + 2;
        var values = column.Type switch
        {
            ColumnType.DateTime => 20,
            ColumnType.Date => 12,
            ColumnType.Text => 16,
            _ => WidthMin,
        };
        return Math.Clamp(Math.Max(name, values), WidthMin, WidthMax);
    }
}

using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

// Rows as comma- or tab-separated lines, as CKAN writes them.
internal static class DatastoreText
{
    public static void AppendHead(StringBuilder text, IEnumerable<string> names, bool withRowId, char separator) =>
        AppendLine(text, withRowId ? names.Prepend(DatastoreTable.RowId) : names, separator);

    public static void AppendRow(StringBuilder text, RowView row, bool withRowId, char separator) =>
        AppendLine(text, withRowId ? row.Cells.Prepend(row.Row!.Value.ToString(CultureInfo.InvariantCulture)) : row.Cells, separator);

    private static void AppendLine(StringBuilder text, IEnumerable<string?> cells, char separator)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
            {
                text.Append(separator);
            }

            isFirst = false;
            if (cell is null)
            {
                continue;
            }

            if (cell.Length > 0 && cell.AsSpan().IndexOfAny('"', '\r', '\n') < 0 && !cell.Contains(separator, StringComparison.Ordinal))
            {
                text.Append(cell);
            }
            else
            {
                text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
        }

        text.Append("\r\n");
    }
}

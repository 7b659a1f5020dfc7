using System.Globalization;
using Gongxin.Collection.Templates;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Collection.Submissions;

// The fields of the form's page: v.SHEET.ROW.COLUMN for values, and k.N with e.N for a finding and its explanation.
internal static class FormEntries
{
    // Rows of a list that the page offers beyond those that are filled in.
    public const int SpareRows = 3;

    // Longer lists are handed in as a file.
    public const int RowsMax = 200;

    public static string NameOf(int sheet, int row, int column) => string.Create(CultureInfo.InvariantCulture, $"v.{sheet}.{row}.{column}");

    public static int RowsOf(TemplateSheet sheet, IEnumerable<FormValue> values) => sheet.Rows.Count > 0
        ? sheet.Rows.Count
        : Math.Min(RowsMax, values.Where(v => v.Sheet == sheet.Name).Select(v => (v.ListRow ?? 0) + 1).DefaultIfEmpty(0).Max() + SpareRows);

    public static string PlaceOf(TemplateSheet sheet, int row, TemplateColumn column) =>
        FormValue.PlaceOf(sheet.Name, sheet.Rows.Count == 0 ? null : sheet.Rows[row].Name, row, column.Name);

    public static List<FormValue> Values(TemplateContent form, IFormCollection fields)
    {
        var values = new List<FormValue>();
        foreach (var (key, text) in fields)
        {
            if (key.Split('.') is ["v", var s, var r, var c] && At(s, form.Sheets) is { } sheet && At(c, sheet.Columns) is { } column && Number(r) is { } row
                && !string.IsNullOrWhiteSpace(text) && (sheet.Rows.Count == 0 ? row < RowsMax : row < sheet.Rows.Count))
            {
                values.Add(new FormValue { Sheet = sheet.Name, Row = sheet.Rows.Count == 0 ? null : sheet.Rows[row].Name, ListRow = sheet.Rows.Count == 0 ? row : null, Column = column.Name, Value = text });
            }
        }

        return values;
    }

    public static List<Explanation> Explanations(IFormCollection fields) =>
        [.. fields.Keys.Where(k => k.StartsWith("k.", StringComparison.Ordinal)).Select(k => new Explanation { Finding = fields[k].ToString(), Text = fields["e." + k[2..]].ToString().Trim() }).Where(e => e.Text.Length > 0)];

    // The field of a finding's cell; empty when it is of none.
    public static string FieldOf(TemplateContent form, FindingView finding)
    {
        for (var s = 0; s < form.Sheets.Count; s++)
        {
            var sheet = form.Sheets[s];
            var row = finding.ListRow ?? sheet.Rows.Select((r, i) => r.Name == finding.Row ? i : -1).DefaultIfEmpty(-1).Max();
            var column = sheet.Columns.Select((c, i) => c.Name == finding.Column ? i : -1).Max();
            if (sheet.Name == finding.Sheet && row >= 0 && column >= 0)
            {
                return NameOf(s, row, column);
            }
        }

        return "";
    }

    private static T? At<T>(string index, IReadOnlyList<T> items)
        where T : class => Number(index) is { } at && at < items.Count ? items[at] : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

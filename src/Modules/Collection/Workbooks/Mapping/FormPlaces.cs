using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Labels;

namespace Gongxin.Collection.Workbooks.Mapping;

// The places of a form by what they are called.
internal sealed class FormPlaces
{
    private readonly List<SheetPlaces> _sheets;

    public FormPlaces(TemplateContent content) => _sheets = [.. content.Sheets.Select(s => new SheetPlaces(s))];

    public IEnumerable<SheetPlaces> Lists => _sheets.Where(s => s.Sheet.Rows.Count == 0);

    // Name of the column of a sheet that has no other.
    public string? OnlyColumnOf(string sheet) =>
        _sheets.First(s => s.Sheet.Name == sheet).Sheet is { Rows.Count: > 0, Columns: [var only] } ? only.Name : null;

    // What a header or row says of a place in a sheet of cells, from its most special part to its most general.
    public Place Find(string signature, IReadOnlyList<Label> path)
    {
        string? sheet = null, row = null, column = null;
        foreach (var label in path.Reverse())
        {
            foreach (var places in _sheets.Where(s => s.Sheet.Rows.Count > 0 && (sheet is null || s.Sheet.Name == sheet)))
            {
                if (row is null && places.Rows.TryGetValue(label.Name, out var foundRow))
                {
                    (sheet, row) = (places.Sheet.Name, foundRow);
                }
                else if (column is null && ColumnOf(places, label) is { } foundColumn)
                {
                    column = foundColumn;
                }
            }
        }

        return new Place { Label = signature, Sheet = sheet, Row = row, Column = column };
    }

    // 3月 is 本月, and 1-3月 is 本月累计: the column of a form that has no month in its name.
    private static string? ColumnOf(SheetPlaces places, Label label) =>
        label.Name.Length > 0 && places.Columns.TryGetValue(label.Name, out var column) && !(label is { Name: "本月", Months.IsOneMonth: false }) ? column
        : label.Months is { IsOneMonth: true } && label.Name.Length == 0 ? places.Columns.GetValueOrDefault("本月")
        : label.Months is { IsOneMonth: false, From: 1 } && label.Name is "" or "本月累计" ? places.Columns.GetValueOrDefault("本月累计")
        : null;
}

// One sheet of the form: names as they are compared, to names as the form writes them.
internal sealed class SheetPlaces(TemplateSheet sheet)
{
    public TemplateSheet Sheet => sheet;
    public Dictionary<string, string> Rows { get; } = KeysOf(sheet.Rows.Select(r => (r.Name, r.NameEn)));
    public Dictionary<string, string> Columns { get; } = KeysOf(sheet.Columns.Select(c => (c.Name, c.NameEn)));

    private static Dictionary<string, string> KeysOf(IEnumerable<(string Name, string NameEn)> names)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, english) in names)
        {
            keys.TryAdd(Label.KeyOf(name), name);
            keys.TryAdd(Label.Read(name).Name, name);
            keys.TryAdd(Label.KeyOf(english), name);
        }

        return keys;
    }
}

using System.Globalization;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Reading;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Submissions;

// Values as handed in, made into a frame for the checks: each in its place, of its type, within its bounds. Everything that does not
// fit is a finding at its place; the rest is read all the same.
internal sealed class ReadValues
{
    public const int CellsMax = 200_000;
    public const int ValueMax = 4000;
    public const int FindingsMax = 1000;

    private readonly TemplateForm _form;
    private readonly Dictionary<string, FormValue> _read = new(StringComparer.Ordinal);
    private readonly List<FormFinding> _findings = [];
    private readonly HashSet<string> _faulty = new(StringComparer.Ordinal);

    private ReadValues(TemplateForm form) => _form = form;

    // Findings, and the values as they are kept: in the order of the form, in the form's writing.
    public static (IReadOnlyList<FormValue> Values, List<FormFinding> Findings) Of(TemplateForm form, IReadOnlyCollection<FormValue> given)
    {
        if (given.Count > CellsMax)
        {
            throw CollectionRefusals.TooManyCells(CellsMax);
        }

        var reading = new ReadValues(form);
        var numbers = reading.ListRows(given);
        foreach (var value in given)
        {
            reading.Take(value, numbers);
        }

        reading.LookForRequired(numbers);
        return (reading.InOrder(numbers), reading._findings);
    }

    // Lays out values that were read; what is not of this form (it is of another edition) is left out.
    public static void Fill(FormFrame frame, TemplateContent content, IEnumerable<FormValue> values)
    {
        var known = values.ToLookup(v => v.Sheet, StringComparer.Ordinal);
        for (var s = 0; s < content.Sheets.Count; s++)
        {
            var sheet = content.Sheets[s];
            var rows = known[sheet.Name].ToList();
            if (sheet.Rows.Count == 0)
            {
                frame.Lists[s] = Checks.Frames.ListRows.Of(frame.Shape.Sheets[s], rows.Count == 0 ? 0 : rows.Max(v => v.ListRow ?? 0) + 1);
            }

            foreach (var value in rows)
            {
                var column = IndexOf(sheet.Columns, c => c.Name == value.Column);
                var row = sheet.Rows.Count == 0 ? value.ListRow ?? 0 : IndexOf(sheet.Rows, r => r.Name == value.Row);
                if (column >= 0 && row >= 0)
                {
                    Put(frame, s, row, column, value.Value!);
                }
            }
        }
    }

    private static void Put(FormFrame frame, int s, int row, int column, string text)
    {
        var kind = frame.Shape.Sheets[s].Columns[column].Kind;
        var figure = kind is ValueKind.Text ? Figure.Missing : FigureOf(kind, text);
        if (frame.Lists[s] is not { } list)
        {
            var cell = frame.Shape.CellOf(s, row, column);
            (frame.Numbers[cell], frame.Texts[cell]) = (figure, kind is ValueKind.Text ? text : null);
        }
        else if (kind is ValueKind.Text)
        {
            list.Texts[column][row] = text;
        }
        else
        {
            list.Numbers[column][row] = figure;
        }
    }

    private static Figure FigureOf(ValueKind kind, string text)
    {
        if (kind is ValueKind.Number)
        {
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Figure.Missing;
        }

        var day = text.Length switch { 4 => text + "-01-01", 7 => text + "-01", _ => text };
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on.DayNumber : Figure.Missing;
    }

    // Rows of lists are numbered anew without gaps: an empty row between two is none.
    private Dictionary<(string Sheet, int Row), int> ListRows(IEnumerable<FormValue> given)
    {
        var lists = _form.Content.Sheets.Where(s => s.Rows.Count == 0).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return given.Where(v => v.ListRow is >= 0 && !string.IsNullOrWhiteSpace(v.Value) && lists.Contains(v.Sheet))
            .GroupBy(v => v.Sheet, StringComparer.Ordinal)
            .SelectMany(g => g.Select(v => v.ListRow!.Value).Distinct().Order().Select((row, i) => ((g.Key, row), i)))
            .ToDictionary(p => p.Item1, p => p.i);
    }

    private void Take(FormValue value, Dictionary<(string Sheet, int Row), int> numbers)
    {
        if (string.IsNullOrWhiteSpace(value.Value))
        {
            return;
        }

        var sheet = _form.Content.Sheets.FirstOrDefault(s => s.Name == value.Sheet);
        var column = sheet?.Columns.FirstOrDefault(c => c.Name == value.Column);
        var row = sheet?.Rows.FirstOrDefault(r => r.Name == value.Row);
        if (column is null || (sheet!.Rows.Count > 0 ? row is null : value.ListRow is not >= 0))
        {
            Fault("submission.unknown-cell", value, value.Place);
            return;
        }

        var placed = row is null ? value with { Row = null, ListRow = numbers[(value.Sheet, value.ListRow!.Value)] } : value with { ListRow = null };
        if (row?.Closed.Contains(column.Name) is true)
        {
            Fault("submission.closed-cell", placed);
        }
        else if (value.Value.Length > ValueMax)
        {
            Fault("submission.cell-too-long", placed, ValueMax.ToString(CultureInfo.InvariantCulture));
        }
        else if (value.Value.TrimStart() is ['=' or '＝', ..])
        {
            Fault("submission.formula", placed);
        }
        else if (!_read.TryAdd(placed.Place, placed))
        {
            Fault("submission.cell-twice", placed);
        }
        else if (Read(placed, column) is { } text)
        {
            _read[placed.Place] = placed with { Value = text };
        }
        else
        {
            _read.Remove(placed.Place);
        }
    }

    private string? Read(FormValue value, TemplateColumn column)
    {
        var cell = new GridCell(1, 0, value.Value!.Trim(), GridCellState.Plain);
        var (text, finding) = ReadValue.Of(cell, "", column, new UnitPair(null, column.Unit), _form);
        if (text is null)
        {
            if (finding is not null)
            {
                Fault(MisfitOf(column), value, value.Value!.Length <= 40 ? value.Value : value.Value[..40] + "…");
            }

            return null;
        }

        if (column is { Minimum: null, Maximum: null } || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return text;
        }

        if (number < column.Minimum)
        {
            Fault("submission.below-minimum", value, column.Minimum.Value.ToString(CultureInfo.InvariantCulture));
        }
        else if (number > column.Maximum)
        {
            Fault("submission.above-maximum", value, column.Maximum.Value.ToString(CultureInfo.InvariantCulture));
        }

        return text;
    }

    private static string MisfitOf(TemplateColumn column) => column.Type switch
    {
        ColumnType.Integer => "submission.not-a-whole-number",
        ColumnType.Decimal or ColumnType.Number => "submission.not-a-number",
        ColumnType.Date or ColumnType.DateTime or ColumnType.YearMonth or ColumnType.Year => "submission.not-a-day",
        _ when column.CodeList is not null => "submission.not-in-list",
        ColumnType.Text => "submission.cell-too-long",
        _ => "submission.not-readable",
    };

    // A list's row that was begun has what every row must have; a sheet of cells has what each of its rows must have.
    private void LookForRequired(Dictionary<(string Sheet, int Row), int> numbers)
    {
        var rows = numbers.GroupBy(n => n.Key.Sheet, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var sheet in _form.Content.Sheets)
        {
            foreach (var column in sheet.Columns.Where(c => c.Required))
            {
                for (var i = 0; i < (sheet.Rows.Count == 0 ? rows.GetValueOrDefault(sheet.Name) : sheet.Rows.Count); i++)
                {
                    var row = sheet.Rows.Count == 0 ? null : sheet.Rows[i];
                    var place = new FormValue { Sheet = sheet.Name, Row = row?.Name, ListRow = row is null ? i : null, Column = column.Name };
                    if (row?.Closed.Contains(column.Name) is not true && !_read.ContainsKey(place.Place) && !_faulty.Contains(place.Place))
                    {
                        Fault("submission.required-missing", place);
                    }
                }
            }
        }
    }

    private List<FormValue> InOrder(Dictionary<(string Sheet, int Row), int> numbers)
    {
        var rows = numbers.GroupBy(n => n.Key.Sheet, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var ordered = new List<FormValue>(_read.Count);
        foreach (var sheet in _form.Content.Sheets)
        {
            for (var i = 0; i < (sheet.Rows.Count == 0 ? rows.GetValueOrDefault(sheet.Name) : sheet.Rows.Count); i++)
            {
                foreach (var column in sheet.Columns)
                {
                    if (_read.TryGetValue(FormValue.PlaceOf(sheet.Name, sheet.Rows.Count == 0 ? null : sheet.Rows[i].Name, i, column.Name), out var value))
                    {
                        ordered.Add(value);
                    }
                }
            }
        }

        return ordered;
    }

    private void Fault(string code, FormValue at, params string[] args)
    {
        _faulty.Add(at.Place);
        if (_findings.Count < FindingsMax)
        {
            _findings.Add(new FormFinding(code, CheckGrade.MustFix, at.Sheet, at.Row, at.ListRow, at.Column) { Args = args });
        }
    }

    private static int IndexOf<T>(IReadOnlyList<T> items, Func<T, bool> fits)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (fits(items[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

using System.Collections.Concurrent;

namespace Gongxin.Collection.Checks.Frames;

// What one organisation handed in for one period, laid out for checks, with the frames that it is compared with.
internal sealed class FormFrame
{
    // Figures that hold for the whole frame, such as the total of a column: by the part of a check that asks.
    private ConcurrentDictionary<object, Figure>? _known;

    public FormFrame(FormShape shape)
    {
        Shape = shape;
        Numbers = new Figure[shape.CellCount];
        Texts = new string?[shape.CellCount];
        Lists = [.. shape.Sheets.Select(s => s.IsList ? ListRows.Empty(s) : null)];
    }

    private FormFrame(FormFrame values) => (Shape, Numbers, Texts, Lists) = (values.Shape, values.Numbers, values.Texts, values.Lists);

    public FormShape Shape { get; }

    // Cells of sheets of cells; days are their number since 0001-01-01.
    public Figure[] Numbers { get; }
    public string?[] Texts { get; }

    // By sheet; null where the sheet is one of cells.
    public ListRows?[] Lists { get; }

    // The period before. Every period has its frame, if need be an empty one, or seasons would slip.
    public FormFrame? Previous { get; init; }

    public FormFrame? LastYear { get; init; }

    // What other organisations handed in for the same period.
    public PeerGroup? Peers { get; set; }

    // Periods in a year: 12 for months, 4 for quarters; 1 where there are no seasons.
    public int SeasonLength { get; init; } = 1;

    // The same values beside other frames.
    public FormFrame Beside(FormFrame? previous, FormFrame? lastYear, int seasonLength) => new(this) { Previous = previous, LastYear = lastYear, SeasonLength = seasonLength };

    public Figure Once(object part, Func<FormFrame, Figure> compute)
    {
        var all = LazyInitializer.EnsureInitialized(ref _known);
        return all.TryGetValue(part, out var known) ? known : all.GetOrAdd(part, compute(this));
    }
}

// Where a check stands: in a frame, and in a row of one of its lists.
internal readonly record struct CheckPoint(FormFrame Frame, int Row)
{
    public const int NoRow = -1;
}

// The rows of a list, by column.
internal sealed class ListRows
{
    private readonly FormSheet _sheet;
    private Dictionary<string, int>? _byKey;

    private ListRows(FormSheet sheet, int count)
    {
        _sheet = sheet;
        Count = count;
        Numbers = [.. sheet.Columns.Select(c => c.Kind is ValueKind.Number or ValueKind.Date ? new Figure[count] : [])];
        Texts = [.. sheet.Columns.Select(c => c.Kind is ValueKind.Text ? new string?[count] : [])];
    }

    public int Count { get; }
    public Figure[][] Numbers { get; }
    public string?[][] Texts { get; }

    public static ListRows Empty(FormSheet sheet) => new(sheet, 0);

    public static ListRows Of(FormSheet sheet, int count) => new(sheet, count);

    public string? KeyOf(int row) => _sheet.Key.Count == 0
        ? null
        : string.Join('\u001F', _sheet.Key.Select(c => _sheet.Columns[c].Kind is ValueKind.Text ? Texts[c][row] : Numbers[c][row].ToString()));

    // The row of another period that has the same key; CheckPoint.NoRow when there is none.
    public int RowOf(string? key)
    {
        if (key is null)
        {
            return CheckPoint.NoRow;
        }

        _byKey ??= Enumerable.Range(0, Count).GroupBy(r => KeyOf(r)!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return _byKey.GetValueOrDefault(key, CheckPoint.NoRow);
    }
}

using System.Collections.Frozen;

namespace Gongxin.Collection.Checks.Frames;

// What a value of a form is to the checks.
internal enum ValueKind : byte
{
    Number,
    Text,
    Date,
    Truth,
}

// One column of a sheet, or one row of a sheet of cells.
internal sealed record FormColumn(string Name, ValueKind Kind, string? Unit);

internal sealed record FormRow(string Name, string? Unit);

// A sheet: a list, which has columns and as many rows as are handed in, or cells, where rows and columns are fixed.
internal sealed record FormSheet(string Name, IReadOnlyList<FormColumn> Columns, IReadOnlyList<FormRow> Rows)
{
    public bool IsList => Rows.Count == 0;

    // Columns of a list that together name a row, so that it can be found in another period.
    public IReadOnlyList<int> Key { get; init; } = [];

    // Cells of the grid that take no value, as row × columns + column.
    public FrozenSet<int> Closed { get; init; } = [];

    public bool IsOpen(int row, int column) => !Closed.Contains((row * Columns.Count) + column);
}

// The sheets of a form, each cell with its place in a frame.
internal sealed class FormShape
{
    private readonly int[] _first;

    public FormShape(IReadOnlyList<FormSheet> sheets)
    {
        Sheets = sheets;
        _first = new int[sheets.Count];
        for (var s = 0; s < sheets.Count; s++)
        {
            _first[s] = CellCount;
            CellCount += sheets[s].Rows.Count * sheets[s].Columns.Count;
        }
    }

    public IReadOnlyList<FormSheet> Sheets { get; }

    // Cells of all sheets of cells together; lists have none.
    public int CellCount { get; }

    public int CellOf(int sheet, int row, int column) => _first[sheet] + (row * Sheets[sheet].Columns.Count) + column;

    public int SheetOf(string name)
    {
        for (var s = 0; s < Sheets.Count; s++)
        {
            if (Sheets[s].Name == name)
            {
                return s;
            }
        }

        return -1;
    }
}

using System.Globalization;
using Gongxin.Kernel.Tabular.Workbooks;

namespace Gongxin.Kernel.Tabular.Grids;

/// <summary>What is to be known of a cell besides its text.</summary>
public enum GridCellState
{
    Plain,

    /// <summary>A number with more digits than a spreadsheet keeps: the last ones were lost before the file was handed in.</summary>
    DigitsLost,

    /// <summary>What a formula gives that cannot be calculated, such as <c>#DIV/0!</c>.</summary>
    Error,

    /// <summary>A formula whose result the file does not have; the text is empty.</summary>
    Uncalculated,
}

/// <summary>A cell that has something in it.</summary>
/// <param name="Row">As the sheet counts it, from 1.</param>
/// <param name="Column">From 0.</param>
/// <param name="Text">As written, without blanks at both ends; numbers exactly, with a point and without marks.</param>
/// <param name="State">What is to be known besides.</param>
public sealed record GridCell(int Row, int Column, string Text, GridCellState State)
{
    /// <summary>Where it stands, as a spreadsheet says it: <c>B7</c>.</summary>
    public string Address => SheetGrid.AddressOf(Row, Column);
}

/// <summary>A block of merged cells; rows from 1, columns from 0, both ends included.</summary>
public readonly record struct GridSpan(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    public bool Contains(int row, int column) => row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;
}

/// <summary>
/// One sheet of a workbook whole, or a delimited file, with every cell at its place: for forms, which are small and are read
/// by where things stand. Tables of data are read row by row instead (<see cref="TabularReader"/>).
/// </summary>
public sealed class SheetGrid
{
    private readonly Dictionary<(int Row, int Column), GridCell> _cells;
    private readonly Dictionary<(int Row, int Column), GridSpan> _merged = [];

    internal SheetGrid(string name, bool isHidden, IReadOnlyList<GridCell> cells, IEnumerable<GridSpan> merges)
    {
        (Name, IsHidden) = (name, isHidden);
        _cells = cells.ToDictionary(c => (c.Row, c.Column));
        RowCount = cells.Count == 0 ? 0 : cells.Max(c => c.Row);
        ColumnCount = cells.Count == 0 ? 0 : cells.Max(c => c.Column) + 1;
        foreach (var span in merges)
        {
            Cover(span);
        }
    }

    /// <summary>Name of the sheet; empty for a delimited file.</summary>
    public string Name { get; }

    public bool IsHidden { get; }

    /// <summary>Number of the last row with content.</summary>
    public int RowCount { get; }

    /// <summary>One more than the last column with content.</summary>
    public int ColumnCount { get; }

    /// <summary>The cell, or null when it is blank.</summary>
    public GridCell? At(int row, int column) => _cells.GetValueOrDefault((row, column));

    /// <summary>Text of the cell; empty when it is blank.</summary>
    public string TextAt(int row, int column) => At(row, column)?.Text ?? "";

    /// <summary>Text of the cell, or of the merged block that it lies in: what a reader sees there.</summary>
    public string LabelAt(int row, int column) =>
        _merged.TryGetValue((row, column), out var span) ? TextAt(span.FirstRow, span.FirstColumn) : TextAt(row, column);

    /// <summary>The merged block that the cell lies in, or null.</summary>
    public GridSpan? SpanAt(int row, int column) => _merged.TryGetValue((row, column), out var span) ? span : null;

    /// <summary>The place of a cell as a spreadsheet says it: <c>B7</c>.</summary>
    public static string AddressOf(int row, int column) => CellRange.ColumnName(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>The letters by which a spreadsheet names a column, counted from 0: <c>AA</c> for 26.</summary>
    public static string ColumnNameOf(int column) => CellRange.ColumnName(column);

    // A block may claim the whole sheet; only where there is content can it matter.
    private void Cover(GridSpan span)
    {
        for (var row = span.FirstRow; row <= Math.Min(span.LastRow, RowCount); row++)
        {
            for (var column = span.FirstColumn; column <= Math.Min(span.LastColumn, ColumnCount - 1); column++)
            {
                _merged[(row, column)] = span;
            }
        }
    }
}

using System.Text;

namespace Gongxin.Kernel.Tabular.Workbooks;

internal enum CellKind : byte
{
    Text,
    Number,
    Time,
    Boolean,

    /// <summary>A number with more digits than a spreadsheet keeps.</summary>
    LongNumber,

    /// <summary>What a formula gives that cannot be calculated: #DIV/0!</summary>
    Error,

    /// <summary>A formula whose result the file does not have.</summary>
    Uncalculated,
}

/// <summary>Where the text of a cell lies in its row.</summary>
internal readonly record struct RowCell(int Column, int Start, int Length, CellKind Kind);

/// <summary>The cells of one row that have something in them, as UTF-8.</summary>
internal sealed class RowCells
{
    private RowCell[] _cells = new RowCell[32];
    private int _count;

    /// <summary>The texts of all cells, one after the other.</summary>
    public Utf8Buffer Text { get; } = new(4096);

    public ReadOnlySpan<RowCell> Filled => _cells.AsSpan(0, _count);

    /// <summary>True when a cell has more than blanks.</summary>
    public bool HasContent { get; private set; }

    /// <summary>True when the row passes a bound; then it has not all its cells.</summary>
    public bool IsTooLong { get; set; }

    public ReadOnlySpan<byte> this[in RowCell cell] => Text[cell.Start, cell.Length];

    public void Clear()
    {
        _count = 0;
        HasContent = false;
        IsTooLong = false;
        Text.Clear();
    }

    /// <summary>Makes the text from a place on a cell. A cell without text is no cell.</summary>
    public void Add(int column, int start, CellKind kind)
    {
        var length = Text.Length - start;
        if (length == 0 && kind is not CellKind.Uncalculated)
        {
            return;
        }

        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, _cells.Length * 2);
        }

        _cells[_count++] = new RowCell(column, start, length, kind);
        HasContent = HasContent || kind is CellKind.Uncalculated || CellText.Trim(Text[start, length]).Length > 0;
    }

    public string TextOf(in RowCell cell) => Encoding.UTF8.GetString(this[cell]);
}

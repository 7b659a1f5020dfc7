namespace Gongxin.Kernel.Tabular;

/// <summary>
/// Up to <see cref="RowsMax"/> rows of a table as read, before typing. Every cell is a slice of one UTF-8 buffer;
/// a batch is filled, used and filled again, so nothing in it outlives the next read.
/// </summary>
public sealed class CellBatch
{
    /// <summary>DuckDB's vector size: a batch becomes one data chunk.</summary>
    public const int RowsMax = 2048;

    /// <summary>Text after which a batch counts as full.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    private byte[] _bytes = new byte[256 * 1024];
    private int _used;
    private int[] _starts;
    private int[] _lengths;
    private readonly long[] _rowNumbers = new long[RowsMax];
    private readonly HashSet<int> _errors = [];

    public CellBatch(int columnCount)
    {
        ColumnCount = columnCount;
        _starts = new int[RowsMax * columnCount];
        _lengths = new int[RowsMax * columnCount];
    }

    public int ColumnCount { get; }
    public int RowCount { get; private set; }

    /// <summary>
    /// True when no further row should be added: <see cref="RowsMax"/> rows, or enough text. Long rows make short batches,
    /// so that the memory of a batch is bounded by <see cref="BytesMax"/> and one row.
    /// </summary>
    public bool IsFull => RowCount == RowsMax || _used >= BytesMax;

    /// <summary>Memory that the batch keeps for its next rows.</summary>
    public long BytesKept => _bytes.Length + ((_starts.Length + _lengths.Length) * (long)sizeof(int)) + (_rowNumbers.Length * sizeof(long));

    /// <summary>Row number in the file as a person counts it (header = 1).</summary>
    public long RowNumber(int row) => _rowNumbers[row];

    /// <summary>True when the row had no such cell or the workbook's cell is blank.</summary>
    public bool IsAbsent(int row, int column) => _lengths[(row * ColumnCount) + column] < 0;

    /// <summary>The cell's text as written, in UTF-8; empty when absent.</summary>
    public ReadOnlySpan<byte> Cell(int row, int column)
    {
        var at = (row * ColumnCount) + column;
        var length = _lengths[at];
        return length <= 0 ? default : _bytes.AsSpan(_starts[at], length);
    }

    /// <summary>
    /// True when the cell holds the error of a calculation (<c>#DIV/0!</c>) instead of a value. Such a cell is set aside, whatever
    /// its column holds.
    /// </summary>
    public bool IsError(int row, int column) => _errors.Count > 0 && _errors.Contains((row * ColumnCount) + column);

    public void Clear()
    {
        _errors.Clear();
        RowCount = 0;
        _used = 0;
    }

    /// <summary>Begins a row whose cells are all absent until <see cref="SetCell"/> is called for them.</summary>
    public void AddRow(long rowNumber)
    {
        _rowNumbers[RowCount] = rowNumber;
        _lengths.AsSpan(RowCount * ColumnCount, ColumnCount).Fill(-1);
        RowCount++;
    }

    /// <summary>Copies the text of a cell of the last added row.</summary>
    public void SetCell(int column, ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        Commit(column, utf8.Length);
    }

    /// <summary>Room for a cell of the last added row, to be written in place and then committed.</summary>
    public Span<byte> Reserve(int length)
    {
        var needed = checked(_used + length);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, (long)_bytes.Length * 2)));
        }

        return _bytes.AsSpan(_used, length);
    }

    /// <summary>Makes the first <paramref name="length"/> reserved bytes the text of the cell.</summary>
    public void Commit(int column, int length)
    {
        var at = ((RowCount - 1) * ColumnCount) + column;
        _starts[at] = _used;
        _lengths[at] = length;
        _used += length;
    }

    /// <summary>
    /// Adds a row whose cells are slices of one piece of text: one copy for the row instead of one per cell.
    /// Cells beyond <paramref name="starts"/> are absent.
    /// </summary>
    internal void AddRow(long rowNumber, ReadOnlySpan<byte> row, int rowStart, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        row.CopyTo(Reserve(row.Length));
        var shift = _used - rowStart;
        var at = RowCount * ColumnCount;
        var toStarts = _starts.AsSpan(at, ColumnCount);
        var toLengths = _lengths.AsSpan(at, ColumnCount);
        for (var i = 0; i < starts.Length; i++)
        {
            toStarts[i] = starts[i] + shift;
            toLengths[i] = ends[i] - starts[i];
        }

        toLengths[starts.Length..].Fill(-1);
        _rowNumbers[RowCount] = rowNumber;
        _used += row.Length;
        RowCount++;
    }

    /// <summary>Makes every doubled <paramref name="quote"/> of a cell of the last added row a single one.</summary>
    internal void Unescape(int column, byte quote)
    {
        var at = ((RowCount - 1) * ColumnCount) + column;
        var cell = _bytes.AsSpan(_starts[at], _lengths[at]);
        var to = cell.IndexOf(quote);
        for (var from = to; from >= 0 && from < cell.Length; from++)
        {
            cell[to++] = cell[from];
            if (cell[from] == quote)
            {
                from++;
            }
        }

        _lengths[at] = to < 0 ? cell.Length : to;
    }

    /// <summary>Makes a cell of the last added row an error, see <see cref="IsError"/>.</summary>
    public void MarkError(int column) => _errors.Add(((RowCount - 1) * ColumnCount) + column);

    /// <summary>Takes back the last added row (it was refused).</summary>
    public void DropLastRow()
    {
        RowCount--;
        _errors.RemoveWhere(at => at >= RowCount * ColumnCount);
    }
}

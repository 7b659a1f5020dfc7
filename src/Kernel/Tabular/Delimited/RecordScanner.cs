using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Delimited;

/// <summary>
/// Cuts UTF-8 text into records and cells by RFC 4180, with line ends of any kind and line breaks inside quoted cells.
/// A record that runs past the window is scanned again from its start after more text was read, so there is no state to
/// carry over between windows.
/// </summary>
internal sealed class RecordScanner : IDisposable
{
    private readonly TextWindow _text;
    private readonly Dialect _dialect;
    private readonly int _cellsStoredMax;
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];
    private int[] _escaped = new int[16];
    private int _escapedCount;
    private int _next;

    public RecordScanner(Utf8Source source, Dialect dialect, TabularLimits limits)
    {
        _text = new TextWindow(source, dialect, limits.RowBytesMax);
        _dialect = dialect;
        _cellsStoredMax = limits.ColumnsMax + 1;
    }

    private enum After
    {
        NeedsMore,
        Delimiter,
        LineEnd,
        EndOfText,
        StrayQuote,
    }

    /// <summary>Number of the current record in the file, counted from 1; blank lines count too.</summary>
    public long Number { get; private set; }

    /// <summary>Cells of the record. Beyond the most columns allowed they are only counted.</summary>
    public int CellCount { get; private set; }

    /// <summary>Position of the record in <see cref="Window"/>, without its line end.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>True when a quote stands where none may stand; the cells are then not to be trusted.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>Which cells have doubled quotes.</summary>
    public ReadOnlySpan<int> EscapedCells => _escaped.AsSpan(0, _escapedCount);

    public ReadOnlySpan<byte> Window => _text.Bytes;
    public ReadOnlySpan<int> CellStarts => _starts.AsSpan(0, Math.Min(CellCount, _cellsStoredMax));
    public ReadOnlySpan<int> CellEnds => _ends.AsSpan(0, Math.Min(CellCount, _cellsStoredMax));
    public ReadOnlySpan<byte> Text => _text.Bytes[Start..End];
    public long BytesRead => _text.BytesRead;

    /// <summary>True for a line with nothing but blanks: it is no row.</summary>
    public bool IsBlank => CellCount == 1 && !Text.ContainsAnyExcept((byte)' ', (byte)'\t');

    /// <summary>True when the file ends with the current record without a line end after it.</summary>
    public bool IsUnended { get; private set; }

    /// <summary>The text of a cell as written, doubled quotes included.</summary>
    public ReadOnlySpan<byte> Cell(int cell) => _text.Bytes[_starts[cell].._ends[cell]];

    /// <summary>Goes to the next record; false at the end of the file.</summary>
    public bool Next()
    {
        Start = _next;
        while (Start == _text.Length)
        {
            if (_text.IsFinal)
            {
                CellCount = 0;
                return false;
            }

            Refill();
        }

        Number++;
        while (!Scan())
        {
            Refill();
        }

        return true;
    }

    public void Dispose() => _text.Dispose();

    private void Refill()
    {
        _text.Refill(Start, Number);

        // Positions move with the text: an old one must not be where the next call begins.
        Start = _next = 0;
    }

    // False when the record's end is not in the window yet.
    private bool Scan()
    {
        CellCount = 0;
        _escapedCount = 0;
        HasStrayQuote = false;
        IsUnended = false;
        _text.OpenQuoteAt = -1;
        var cellStart = Start;
        while (_text.TryNextMark(out var at, out var mark))
        {
            if (mark == _dialect.Delimiter)
            {
                AddCell(cellStart, at);
                cellStart = at + 1;
            }
            else if (mark is (byte)'\n' or (byte)'\r')
            {
                AddCell(cellStart, at);
                return EndRecord(at, mark);
            }
            else if (IsOpening(cellStart, at))
            {
                switch (ScanQuoted(at, out var after))
                {
                    case After.NeedsMore:
                        return false;
                    case After.Delimiter:
                        cellStart = after + 1;
                        break;
                    case After.LineEnd:
                        return EndRecord(after, _text.Bytes[after]);
                    case After.EndOfText:
                        return EndFile();
                    default:
                        HasStrayQuote = true;
                        _text.OpenQuoteAt = -1;
                        break;
                }
            }
        }

        if (!_text.IsFinal)
        {
            return false;
        }

        AddCell(cellStart, _text.Length);
        return EndFile();
    }

    private bool EndRecord(int at, byte mark)
    {
        End = at;
        _next = at + 1;
        if (mark == '\n')
        {
            return true;
        }

        if (_next == _text.Length)
        {
            return _text.IsFinal;
        }

        if (_text.Bytes[_next] == '\n')
        {
            _text.SkipMark(_next);
            _next++;
        }

        return true;
    }

    private bool EndFile()
    {
        IsUnended = true;
        End = _next = _text.Length;
        return true;
    }

    // Blanks before an opening quote are tolerated: a, "b, c" is written often and means one thing only.
    private bool IsOpening(int cellStart, int at) =>
        at == cellStart || !_text.Bytes[cellStart..at].ContainsAnyExcept((byte)' ', (byte)'\t');

    private After ScanQuoted(int open, out int after)
    {
        after = 0;
        _text.OpenQuoteAt = open;
        var escaped = false;
        while (_text.TryNextMark(out var at, out var mark))
        {
            if (mark != _dialect.Quote)
            {
                continue;
            }

            var next = at + 1;
            if (next == _text.Length && !_text.IsFinal)
            {
                return After.NeedsMore;
            }

            if (next == _text.Length || _text.Bytes[next] != _dialect.Quote)
            {
                return Close(open, at, escaped, out after);
            }

            escaped = true;
            _text.SkipMark(next);
        }

        return _text.IsFinal ? throw _text.Unclosed(Number) : After.NeedsMore;
    }

    // After a closing quote only blanks may come before the delimiter or line end. Anything else is a quote that somebody
    // forgot to double: the cell ends like an unquoted one, so that the damage stays in this row, and the row is refused.
    private After Close(int open, int close, bool escaped, out int after)
    {
        after = close + 1;
        while (after < _text.Length && _text.Bytes[after] is (byte)' ' or (byte)'\t' && _text.Bytes[after] != _dialect.Delimiter)
        {
            after++;
        }

        if (after == _text.Length && !_text.IsFinal)
        {
            return After.NeedsMore;
        }

        var result = after == _text.Length ? After.EndOfText
            : _text.Bytes[after] == _dialect.Delimiter ? After.Delimiter
            : _text.Bytes[after] is (byte)'\n' or (byte)'\r' ? After.LineEnd
            : After.StrayQuote;
        if (result is After.StrayQuote)
        {
            return result;
        }

        if (result is not After.EndOfText)
        {
            _text.SkipMark(after);
        }

        if (escaped)
        {
            NoteEscaped(CellCount);
        }

        AddCell(open + 1, close);
        _text.OpenQuoteAt = -1;
        return result;
    }

    private void AddCell(int start, int end)
    {
        var cell = CellCount++;
        if (cell >= _starts.Length)
        {
            if (cell >= _cellsStoredMax)
            {
                return;
            }

            Array.Resize(ref _starts, Math.Min(_starts.Length * 4, _cellsStoredMax));
            Array.Resize(ref _ends, _starts.Length);
        }

        _starts[cell] = start;
        _ends[cell] = end;
    }

    private void NoteEscaped(int cell)
    {
        if (cell >= _cellsStoredMax)
        {
            return;
        }

        if (_escapedCount == _escaped.Length)
        {
            Array.Resize(ref _escaped, _escaped.Length * 2);
        }

        _escaped[_escapedCount++] = cell;
    }
}

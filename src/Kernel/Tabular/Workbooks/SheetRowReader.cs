using System.Globalization;
using Gongxin.Kernel.Tabular.Workbooks.Layout;

namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>
/// Data rows of a sheet. Rows without content are no rows. A row with cells beside the table, and a note below it, is refused
/// and told; a row of totals is loaded and told.
/// </summary>
internal sealed class SheetRowReader(SheetCursor cursor, SheetLayout layout, string? label) : RowReader
{
    private const int NoteCellsMax = 4;

    private readonly int _first = layout.FirstColumn;
    private readonly int _count = layout.Columns.Count;
    private bool _inNotes;
    private bool _ended;
    private long _hiddenRows;
    private long _firstHiddenRow;

    public override long BytesRead => cursor.BytesRead;

    public override bool Read(CellBatch batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        batch.Clear();
        while (!_ended && !batch.IsFull)
        {
            if (!NextRow())
            {
                _ended = true;
                TellAboutSheet();
            }
            else if (cursor.RowNumber > layout.LastRowBeforeData)
            {
                ReadRow(batch);
            }
        }

        return batch.RowCount > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cursor.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NextRow()
    {
        try
        {
            return cursor.NextRow();
        }
        catch (TabularException e) when (label is not null)
        {
            throw new TabularException(e.Finding with { Table = label }, e.InnerException);
        }
    }

    private void ReadRow(CellBatch batch)
    {
        RowsRead++;
        if (Fault() is Finding fault)
        {
            RowsRefused++;
            Tell(fault);
            return;
        }

        if (cursor.RowIsHidden)
        {
            _firstHiddenRow = _hiddenRows++ == 0 ? cursor.RowNumber : _firstHiddenRow;
        }

        batch.AddRow(cursor.RowNumber);
        var cells = cursor.Cells;
        foreach (ref readonly var cell in cells.Filled)
        {
            var column = cell.Column - _first;
            if ((uint)column >= (uint)_count)
            {
                continue;
            }

            if (cell.Kind is not CellKind.Uncalculated)
            {
                batch.SetCell(column, cells[cell]);
            }

            if (cell.Kind is CellKind.Error)
            {
                batch.MarkError(column);
            }
            else if (cell.Kind > CellKind.Boolean)
            {
                TellAboutCell(cell);
            }
        }

        TellAboutTotal(cells);
    }

    private Finding? Fault()
    {
        var cells = cursor.Cells;
        if (cells.IsTooLong)
        {
            return new Finding(cursor.RowNumber, null, FindingCodes.RowTooLong);
        }

        if (IsNote(cells))
        {
            return new Finding(cursor.RowNumber, null, FindingCodes.RowFootnote, Excerpt(cells));
        }

        foreach (ref readonly var cell in cells.Filled)
        {
            if ((uint)(cell.Column - _first) >= (uint)_count && CellText.Trim(cells[cell]).Length > 0)
            {
                return new Finding(
                    cursor.RowNumber, null, FindingCodes.RowTooManyCells, Excerpt(cells), Text(Math.Max(cell.Column - _first + 1, _count + 1)), Text(_count));
            }
        }

        return null;
    }

    // Notes and signatures have few cells. Below a note, further lines with a single cell go on with it.
    private bool IsNote(RowCells cells)
    {
        if (_count < 2 || cells.Filled.Length is 0 or > NoteCellsMax)
        {
            return false;
        }

        var single = cells.Filled.Length == 1;
        _inNotes = (_inNotes && single && _count > 2) || ((single || _count > cells.Filled.Length) && AreNotes(cells));
        return _inNotes;
    }

    private static bool AreNotes(RowCells cells)
    {
        foreach (ref readonly var cell in cells.Filled)
        {
            if (cell.Kind is not CellKind.Text || !NoteWords.IsFootnote(FindingText.Excerpt(cells[cell]).Trim()))
            {
                return false;
            }
        }

        return true;
    }

    private void TellAboutCell(in RowCell cell)
    {
        var code = cell.Kind is CellKind.LongNumber ? FindingCodes.WorkbookDigitsLost : FindingCodes.WorkbookFormulaWithoutValue;
        var text = cell.Length == 0 ? null : FindingText.Excerpt(cursor.Cells[cell]);
        Tell(new Finding(cursor.RowNumber, layout.Columns[cell.Column - _first], code, text));
    }

    private void TellAboutTotal(RowCells cells)
    {
        foreach (ref readonly var cell in cells.Filled)
        {
            if (cell.Kind is CellKind.Text && cell.Column < _first + 2 && NoteWords.IsTotal(cells[cell]))
            {
                Tell(new Finding(cursor.RowNumber, null, FindingCodes.WorkbookTotalRow, FindingText.Excerpt(cells[cell])));
                return;
            }
        }
    }

    // What is known only at the end: rows that nobody sees, and values that stand once for several rows.
    private void TellAboutSheet()
    {
        if (_hiddenRows > 0)
        {
            Tell(new Finding(_firstHiddenRow, null, FindingCodes.WorkbookRowsHidden, null, Text(_hiddenRows)));
        }

        var merged = cursor.ReadMerges().Where(m => m.FirstRow > layout.LastRowBeforeData && m.LastRow > m.FirstRow
            && m.FirstColumn < _first + _count && m.LastColumn >= _first).ToList();
        if (merged.Count > 0)
        {
            Tell(new Finding(merged.Min(m => m.FirstRow), null, FindingCodes.WorkbookMergedData, null, Text(merged.Count)));
        }
    }

    private static string Excerpt(RowCells cells)
    {
        var texts = new List<string>();
        var length = 0;
        foreach (ref readonly var cell in cells.Filled)
        {
            texts.Add(FindingText.Excerpt(cells[cell]));
            length += texts[^1].Length;
            if (length > Finding.TextMax)
            {
                break;
            }
        }

        var text = string.Join(' ', texts);
        return text.Length <= Finding.TextMax ? text : text[..Finding.TextMax];
    }

    private void Tell(Finding finding) => OnFinding?.Invoke(finding with { Table = label });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

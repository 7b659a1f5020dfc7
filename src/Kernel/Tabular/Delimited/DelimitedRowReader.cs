using System.Globalization;
using System.Text.Unicode;

namespace Gongxin.Kernel.Tabular.Delimited;

/// <summary>Rows of a delimited file. A row that does not match the header is refused or padded, never shifted.</summary>
internal sealed class DelimitedRowReader(RecordScanner scanner, HeaderChoice header, byte quote, bool checkEncoding, TabularLimits limits) : RowReader
{
    private readonly int _columns = header.Columns.Count;

    public override long BytesRead => scanner.BytesRead;

    public override bool Read(CellBatch batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        batch.Clear();
        while (!batch.IsFull && scanner.Next())
        {
            if (scanner.Number <= header.LastRowBeforeData || scanner.IsBlank)
            {
                continue;
            }

            RowsRead++;
            if (Fault() is Finding fault)
            {
                RowsRefused++;
                OnFinding?.Invoke(fault);
                continue;
            }

            Add(batch);
        }

        return batch.RowCount > 0;
    }

    protected override void Dispose(bool disposing)
    {
        scanner.Dispose();
        base.Dispose(disposing);
    }

    private void Add(CellBatch batch)
    {
        var count = Math.Min(scanner.CellCount, _columns);
        batch.AddRow(scanner.Number, scanner.Text, scanner.Start, scanner.CellStarts[..count], scanner.CellEnds[..count]);
        foreach (var cell in scanner.EscapedCells)
        {
            if (cell < count)
            {
                batch.Unescape(cell, quote);
            }
        }

        if (count < _columns)
        {
            OnFinding?.Invoke(Found(FindingCodes.RowTooFewCells, Text(count), Text(_columns)));
        }
    }

    private Finding? Fault()
    {
        if (checkEncoding && !Utf8.IsValid(scanner.Text))
        {
            return Found(FindingCodes.RowInvalidEncoding);
        }

        if (scanner.HasStrayQuote)
        {
            return Found(FindingCodes.RowStrayQuote);
        }

        if (scanner.CellCount > _columns && !IsTrailingDelimiter())
        {
            return Found(FindingCodes.RowTooManyCells, Text(scanner.CellCount), Text(_columns));
        }

        return scanner.End - scanner.Start > limits.CellBytesMax && HasLongCell() ? Found(FindingCodes.RowCellTooLong, Text(limits.CellBytesMax)) : null;
    }

    private bool IsTrailingDelimiter() =>
        header.HasTrailingDelimiter && scanner.CellCount == _columns + 1 && CellText.Trim(scanner.Cell(_columns)).Length == 0;

    private bool HasLongCell()
    {
        for (var i = 0; i < _columns && i < scanner.CellCount; i++)
        {
            if (scanner.Cell(i).Length > limits.CellBytesMax)
            {
                return true;
            }
        }

        return false;
    }

    private Finding Found(string code, params string[] args) => new(scanner.Number, null, code, FindingText.Excerpt(scanner.Text), args);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

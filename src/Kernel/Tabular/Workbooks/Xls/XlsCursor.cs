using System.Globalization;
using System.Text;
using ExcelDataReader;
using Gongxin.Kernel.Tabular.Workbooks.Numbers;

namespace Gongxin.Kernel.Tabular.Workbooks.Xls;

/// <summary>Rows of a binary workbook's sheet.</summary>
internal sealed class XlsCursor : SheetCursor
{
    private const int RowsMax = 1_048_576;
    private const long CellsMax = 1L << 28;

    private readonly IExcelDataReader _reader;
    private readonly long _fileLength;
    private readonly TabularLimits _bounds;
    private readonly Dictionary<string, NumberFormat> _formats = new(StringComparer.Ordinal);
    private readonly List<(int First, int Last)> _hiddenColumns = [];
    private bool _columnsSeen;

    public XlsCursor(IExcelDataReader reader, int sheet, long fileLength, TabularLimits bounds)
    {
        _reader = reader;
        _fileLength = fileLength;
        _bounds = bounds;
        Guard(() => MoveTo(sheet));
    }

    // The library does not say where it is in the file, so this is in proportion to the rows.
    public override long BytesRead => _reader.RowCount == 0 ? 0 : (long)((double)_fileLength * Math.Min(RowNumber, _reader.RowCount) / _reader.RowCount);

    public override IReadOnlyList<(int First, int Last)> HiddenColumns => _hiddenColumns;

    public override bool NextRow() => Guard(() =>
    {
        while (_reader.Read())
        {
            ReadRow();
            if (Cells.HasContent || Cells.IsTooLong)
            {
                return true;
            }
        }

        return false;
    });

    public override IReadOnlyList<CellRange> ReadMerges() => Guard(() =>
        (_reader.MergeCells ?? []).Select(m => new CellRange(m.FromRow + 1, m.FromColumn, m.ToRow + 1, m.ToColumn)).ToList());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }

        base.Dispose(disposing);
    }

    // The library goes through as many rows and columns as the sheet says it has, so a lie would keep it busy for minutes.
    private bool MoveTo(int sheet)
    {
        for (var i = 0; i < sheet; i++)
        {
            _reader.NextResult();
        }

        return _reader.RowCount <= RowsMax && _reader.FieldCount <= CellRange.ColumnsMax && (long)_reader.RowCount * _reader.FieldCount <= CellsMax
            ? true
            : throw new InvalidDataException("The sheet claims more cells than there can be.");
    }

    private void ReadRow()
    {
        Cells.Clear();
        RowNumber = _reader.Depth + 1;
        RowIsHidden = _reader.RowHeight == 0;
        ReadHiddenColumns();
        for (var column = 0; column < _reader.FieldCount && !Cells.IsTooLong; column++)
        {
            if (_reader.GetValue(column) is object value)
            {
                ReadCell(column, value);
            }
        }
    }

    private void ReadCell(int column, object value)
    {
        var start = Cells.Text.Length;
        var kind = Append(column, value, start);
        Cells.Add(column, start, kind);
        Cells.IsTooLong = Cells.Text.Length > _bounds.RowBytesMax || Cells.Text.Length - start > _bounds.CellBytesMax;
    }

    private CellKind Append(int column, object value, int start)
    {
        var text = Cells.Text;
        switch (value)
        {
            case string words:
                text.Commit(Encoding.UTF8.GetBytes(words, text.Reserve(Encoding.UTF8.GetMaxByteCount(words.Length))));
                return CellKind.Text;
            case bool isTrue:
                text.Append(isTrue ? "true"u8 : "false"u8);
                return CellKind.Boolean;
            case DateTime time:
                var format = FormatOf(column);
                AppendTime(time, format.IsTime ? format : new NumberFormat(NumberKind.DateTime));
                return CellKind.Time;
            case TimeSpan span:
                text.Commit(TimeNumber.WriteDuration(span, FormatOf(column).Digits, text.Reserve(DecimalText.LengthMax)));
                return CellKind.Time;
            default:
                Convert.ToDouble(value, CultureInfo.InvariantCulture).TryFormat(text.Reserve(DecimalText.LengthMax), out var length, "E14", CultureInfo.InvariantCulture);
                text.Commit(length);
                var shown = FormatOf(column);
                return CellNumber.Rewrite(text, start, shown.IsTime ? NumberFormat.Plain : shown, false);
        }
    }

    // The library turns numbers below 1 into times of the last day of 1899.
    private void AppendTime(DateTime time, NumberFormat format)
    {
        var room = Cells.Text.Reserve(DecimalText.LengthMax);
        Cells.Text.Commit(time.Year < 1900 && TimeNumber.TryWrite(time.TimeOfDay.TotalDays, format, false, room, out var length)
            ? length
            : TimeNumber.Write(time, format, room));
    }

    private NumberFormat FormatOf(int column)
    {
        var code = _reader.GetNumberFormatString(column) ?? "";
        if (!_formats.TryGetValue(code, out var format))
        {
            format = NumberFormat.Parse(code);
            _formats.Add(code, format);
        }

        return format;
    }

    private void ReadHiddenColumns()
    {
        if (_columnsSeen)
        {
            return;
        }

        _columnsSeen = true;
        for (var column = 0; column < _reader.FieldCount; column++)
        {
            if (_reader.GetColumnWidth(column) == 0)
            {
                _hiddenColumns.Add((column, column));
            }
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (WorkbookFault.IsDamage(e))
        {
            throw new TabularException(new Finding(RowNumber > 0 ? RowNumber : null, null, FindingCodes.WorkbookCorrupt, null, "workbook"), e);
        }
    }
}

using System.Buffers.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>Reads the part of a sheet: <c>worksheet / sheetData / row / c</c>, and around it hidden columns and merged cells.</summary>
internal sealed class XlsxCursor : SheetCursor
{
    private const int SectionDepth = 2;
    private const int RowDepth = 3;
    private const int CellDepth = 4;

    private readonly XlsxPackage _package;
    private readonly XmlScanner _xml;
    private readonly XlsxCell _cell;
    private readonly long _rowBytesMax;
    private readonly long _textBytesMax;
    private readonly int _mergesMax;
    private readonly List<(int First, int Last)> _hiddenColumns = [];
    private readonly List<CellRange> _merges = [];
    private bool _inData;
    private bool _hasNext;
    private long _nextNumber;
    private bool _nextHidden;
    private long _textBytes;

    public XlsxCursor(XlsxWorkbook book, XlsxPackage package, string part)
    {
        _package = package;
        _xml = package.OpenXml(part);
        _cell = new XlsxCell(book, _xml, Cells);
        _rowBytesMax = book.Bounds.RowBytesMax;
        _textBytesMax = book.Limits.PartBytesMax;
        _mergesMax = book.Limits.MergedRangesMax;
    }

    public override long BytesRead => _package.PackedBytesRead;
    public override IReadOnlyList<(int First, int Last)> HiddenColumns => _hiddenColumns;

    public override bool NextRow()
    {
        while (_hasNext || FindRow())
        {
            Cells.Clear();
            (RowNumber, RowIsHidden) = (_nextNumber, _nextHidden);
            do
            {
                ReadCells();
            }
            while (FindRow() && _nextNumber == RowNumber);

            if (Cells.HasContent || Cells.IsTooLong)
            {
                return true;
            }
        }

        return false;
    }

    public override IReadOnlyList<CellRange> ReadMerges()
    {
        _hasNext = false;
        while (_xml.Read())
        {
            if (_xml.Token is XmlToken.Start)
            {
                ReadAround();
            }
        }

        return _merges;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _xml.Dispose();
            _package.Dispose();
        }

        base.Dispose(disposing);
    }

    // Some programs write a row in several pieces, so a row ends only where one with another number begins.
    private bool FindRow()
    {
        _hasNext = false;
        while (!_hasNext && _xml.Read())
        {
            if (_inData && _xml.Depth == RowDepth)
            {
                _hasNext = _xml.Token is XmlToken.Start && _xml.Name.SequenceEqual("row"u8);
            }
            else if (_xml.Token is not XmlToken.Text)
            {
                ReadAround();
            }
        }

        if (_hasNext)
        {
            _nextNumber = Number();
            _nextHidden = WorkbookPart.IsTrue(_xml.Attribute("hidden"u8));
            _xml.Row = _nextNumber;
        }

        return _hasNext;
    }

    private void ReadAround()
    {
        if (_xml.Depth == SectionDepth)
        {
            _inData = _xml.Token is XmlToken.Start && _xml.Name.SequenceEqual("sheetData"u8);
        }
        else if (_xml.Depth == RowDepth && _xml.Token is XmlToken.Start && !_inData)
        {
            if (_xml.Name.SequenceEqual("mergeCell"u8))
            {
                AddMerge();
            }
            else if (_xml.Name.SequenceEqual("col"u8))
            {
                AddColumn();
            }
        }
    }

    private void AddMerge()
    {
        if (_merges.Count < _mergesMax && CellRange.TryParse(_xml.Attribute("ref"u8), out var range))
        {
            _merges.Add(range);
        }
    }

    private void AddColumn()
    {
        if (WorkbookPart.IsTrue(_xml.Attribute("hidden"u8)) && _hiddenColumns.Count < CellRange.ColumnsMax
            && Utf8Parser.TryParse(_xml.Attribute("min"u8), out int first, out _) && Utf8Parser.TryParse(_xml.Attribute("max"u8), out int last, out _))
        {
            _hiddenColumns.Add((first - 1, last - 1));
        }
    }

    private long Number()
    {
        var number = _xml.Attribute("r"u8);
        if (number.IsEmpty)
        {
            return _nextNumber + 1;
        }

        return Utf8Parser.TryParse(number, out int row, out var used) && used == number.Length && row > 0 ? row : throw _xml.Fault();
    }

    private void ReadCells()
    {
        var column = -1;
        while (_xml.Read() && !(_xml.Token is XmlToken.End && _xml.Depth == RowDepth))
        {
            if (_xml.Token is XmlToken.Start && _xml.Depth == CellDepth && _xml.Name.SequenceEqual("c"u8))
            {
                ReadCell(ref column);
            }
        }
    }

    private void ReadCell(ref int column)
    {
        if (Cells.IsTooLong)
        {
            return;
        }

        var before = Cells.Text.Length;
        _cell.Read(ref column);
        _textBytes += Cells.Text.Length - before;
        if (_textBytes > _textBytesMax)
        {
            // A long shared text that many cells refer to unfolds like a ZIP bomb.
            throw WorkbookFault.TooLarge("text", _textBytesMax);
        }

        if (Cells.Text.Length > _rowBytesMax)
        {
            Cells.IsTooLong = true;
        }
    }
}

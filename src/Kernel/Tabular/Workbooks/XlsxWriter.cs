using System.IO.Compression;
using Gongxin.Kernel.Tabular.Workbooks.Writing;

namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>
/// Writes a workbook row by row to any stream, in bounded memory, the same rows always as the same bytes. Texts are texts, also
/// those that look like formulas. What a spreadsheet cannot hold as a number or day without changing it (more than 15 digits,
/// days before 1900, parts of a millisecond, numbers that are none) is written as text. A sheet that is full goes on in the next one.
/// </summary>
/// <example>
/// <code>
/// using var writer = new XlsxWriter(output);
/// writer.BeginSheet("人口", columns);
/// writer.BeginRow();
/// writer.WriteText("东区"u8);
/// writer.WriteInteger(12);
/// writer.EndRow();
/// writer.Complete();
/// </code>
/// </example>
public sealed class XlsxWriter : IDisposable
{
    /// <summary>Rows of a sheet, its header included.</summary>
    public const int SheetRowsMax = 1_048_576;

    /// <summary>Most characters (UTF-16) of a cell; a longer text is cut and ends with how many characters are left out: "…(+17)".</summary>
    public const int TextLengthMax = 32_767;

    private readonly ZipArchive _zip;
    private readonly SheetNames _names = new();
    private readonly int _rowsMax;
    private SheetStream? _sheet;
    private IReadOnlyList<ColumnSchema> _columns = [];
    private string _name = "";
    private bool _completed;

    /// <param name="output">Receives the file; it need not be seekable, and is left open.</param>
    public XlsxWriter(Stream output)
        : this(output, SheetRowsMax)
    {
    }

    internal XlsxWriter(Stream output, int rowsMax)
    {
        _rowsMax = rowsMax;
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Add("[Content_Types].xml", PackageParts.ContentTypes);
        Add("_rels/.rels", PackageParts.Relations);
        Add("xl/styles.xml", CellStyles.Part);
    }

    /// <summary>Texts that were too long for a cell.</summary>
    public long TextsCut { get; private set; }

    /// <summary>Begins a sheet with its header. The name is made one that spreadsheets allow, and unique.</summary>
    public void BeginSheet(string name, IReadOnlyList<ColumnSchema> columns)
    {
        if (columns.Count is 0 or > CellRange.ColumnsMax)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns.Count, "A sheet has 1 to 16,384 columns.");
        }

        (_name, _columns) = (name, columns);
        OpenSheet();
    }

    /// <summary>Begins a row; its cells follow in the order of the columns.</summary>
    public void BeginRow()
    {
        if (Sheet.RowCount == _rowsMax)
        {
            OpenSheet();
        }

        Sheet.BeginRow();
    }

    public void EndRow() => Sheet.EndRow();

    /// <summary>A cell without a value.</summary>
    public void WriteBlank() => Sheet.PassCell();

    public void WriteText(ReadOnlySpan<byte> utf8)
    {
        if (XlsxText.IsTooLong(utf8))
        {
            TextsCut++;
            utf8 = XlsxText.Cut(utf8);
        }

        Sheet.WriteText(utf8, CellStyles.Plain);
    }

    public void WriteInteger(long value) => NumberCell.Write(Sheet, value, 0);

    /// <param name="unscaled">The digits: 1250 for 12.50.</param>
    /// <param name="scale">How many of them stand after the point.</param>
    public void WriteDecimal(Int128 unscaled, int scale) => NumberCell.Write(Sheet, unscaled, scale);

    public void WriteNumber(double value) => NumberCell.Write(Sheet, value);

    public void WriteBoolean(bool value) => Sheet.WriteCell(" t=\"b\""u8, CellStyles.Plain, value ? "1"u8 : "0"u8);

    public void WriteDate(DateOnly value) => TimeCell.WriteDay(Sheet, value, CellStyles.Date);

    /// <summary>A month, given by any of its days, shown as 2024-03.</summary>
    public void WriteYearMonth(DateOnly value) => TimeCell.WriteDay(Sheet, new DateOnly(value.Year, value.Month, 1), CellStyles.YearMonth);

    /// <summary>A year, given by any of its days, as a plain number.</summary>
    public void WriteYear(DateOnly value) => WriteInteger(value.Year);

    public void WriteDateTime(DateTime value) => TimeCell.WriteTime(Sheet, value);

    /// <summary>Ends the file; without this it is no workbook.</summary>
    public void Complete()
    {
        if (_sheet is null)
        {
            throw new InvalidOperationException("A workbook has at least one sheet.");
        }

        CloseSheet();
        Add("xl/workbook.xml", PackageParts.Workbook(_names.All));
        Add("xl/_rels/workbook.xml.rels", PackageParts.WorkbookRelations(_names.All.Count));
        _zip.Dispose();
        _completed = true;
    }

    public void Dispose()
    {
        if (!_completed)
        {
            _sheet?.Dispose();
            _zip.Dispose();
        }
    }

    private SheetStream Sheet => _sheet ?? throw new InvalidOperationException("No sheet has been begun.");

    private void OpenSheet()
    {
        CloseSheet();
        _names.Add(_name);
        var number = _names.All.Count;
        _sheet = new SheetStream(Create($"xl/worksheets/sheet{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}.xml"), _columns, isFirst: number == 1);
    }

    private void CloseSheet()
    {
        _sheet?.End();
        _sheet?.Dispose();
        _sheet = null;
    }

    private void Add(string part, string content)
    {
        using var stream = Create(part);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(content));
    }

    // Without a time of its own a part is the same whenever it is written.
    private Stream Create(string part)
    {
        var entry = _zip.CreateEntry(part, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }
}

using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Gongxin.Kernel.Tabular.Workbooks.Xls;

/// <summary>
/// A workbook in the binary format of Excel 2 to 2003, unpacked by ExcelDataReader. Two things get lost there: cells with an
/// error value arrive blank, and so do formulas without a result.
/// </summary>
internal sealed class XlsWorkbook : Workbook
{
    // Files older than Excel 97 name a code page; those that do not come from Chinese machines here.
    private const int ChineseCodePage = 936;

    private readonly string _path;

    static XlsWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private XlsWorkbook(string path, long length, TabularLimits bounds)
    {
        _path = path;
        Length = length;
        Bounds = bounds;
    }

    public override IReadOnlyList<SheetSource> Sheets => SheetList;
    public long Length { get; }
    public TabularLimits Bounds { get; }

    private List<XlsSheet> SheetList { get; } = [];

    public static XlsWorkbook Open(string path, WorkbookLimits limits, TabularLimits bounds)
    {
        var length = new FileInfo(path).Length;
        if (length > limits.BinaryBytesMax)
        {
            throw WorkbookFault.TooLarge("file", limits.BinaryBytesMax);
        }

        if (CompoundFile.HasEncryptedPackage(path))
        {
            throw WorkbookFault.Password();
        }

        var book = new XlsWorkbook(path, length, bounds);
        var reader = book.OpenReader();
        try
        {
            book.ListSheets(reader, limits);
            return book;
        }
        catch (Exception e) when (WorkbookFault.IsDamage(e))
        {
            throw WorkbookFault.Corrupt("workbook", e);
        }
        finally
        {
            reader.Dispose();
        }
    }

    /// <summary>A reader at the first sheet.</summary>
    public IExcelDataReader OpenReader()
    {
        var file = new MeteredFile(_path);
        try
        {
            return ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(ChineseCodePage) });
        }
        catch (InvalidPasswordException e)
        {
            file.Dispose();
            throw WorkbookFault.Password(e);
        }
        catch (Exception e) when (WorkbookFault.IsDamage(e))
        {
            file.Dispose();
            throw WorkbookFault.Corrupt("workbook", e);
        }
    }

    private void ListSheets(IExcelDataReader reader, WorkbookLimits limits)
    {
        do
        {
            if (SheetList.Count == limits.SheetsMax)
            {
                throw WorkbookFault.TooLarge("sheets", limits.SheetsMax);
            }

            SheetList.Add(new XlsSheet(this, SheetList.Count, reader.Name ?? "", reader.VisibleState is not "visible"));
        }
        while (reader.NextResult());
    }
}

/// <summary>A sheet of a binary workbook.</summary>
internal sealed class XlsSheet(XlsWorkbook book, int index, string name, bool hidden) : SheetSource
{
    public override string Name => name;
    public override bool IsHidden => hidden;

    public override SheetCursor Open() => new XlsCursor(book.OpenReader(), index, book.Length, book.Bounds);
}

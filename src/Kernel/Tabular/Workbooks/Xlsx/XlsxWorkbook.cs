using Gongxin.Kernel.Tabular.Workbooks.Numbers;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>A workbook in the format of ISO/IEC 29500: a ZIP file with parts in XML.</summary>
internal sealed class XlsxWorkbook : Workbook
{
    private readonly string _path;
    private readonly NumberFormat[] _formats;

    private XlsxWorkbook(string path, WorkbookPart book, NumberFormat[] formats, SharedStrings strings, WorkbookLimits limits, TabularLimits bounds)
    {
        _path = path;
        _formats = formats;
        Strings = strings;
        Limits = limits;
        Bounds = bounds;
        Dates1904 = book.Dates1904;
        Sheets = [.. book.Sheets.Select(s => new XlsxSheet(this, s))];
    }

    public override IReadOnlyList<SheetSource> Sheets { get; }
    public SharedStrings Strings { get; }
    public WorkbookLimits Limits { get; }
    public TabularLimits Bounds { get; }
    public bool Dates1904 { get; }

    public static XlsxWorkbook Open(string path, WorkbookLimits limits, TabularLimits bounds, CancellationToken ct)
    {
        using var package = XlsxPackage.Open(path, limits);
        var book = WorkbookPart.Read(package, limits);
        foreach (var sheet in book.Sheets)
        {
            if (!package.Has(sheet.Part))
            {
                throw WorkbookFault.Corrupt(sheet.Part);
            }
        }

        var formats = StylesPart.Read(package, book.StylesPart, limits);
        var strings = SharedStrings.Read(package, book.StringsPart, limits, bounds, ct);
        return new XlsxWorkbook(path, book, formats, strings, limits, bounds);
    }

    /// <summary>A package of its own, so that several readers do not disturb each other.</summary>
    public XlsxPackage OpenPackage() => XlsxPackage.Open(_path, Limits);

    public NumberFormat FormatOf(int style) => (uint)style < (uint)_formats.Length ? _formats[style] : NumberFormat.Plain;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Strings.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>A sheet of cells.</summary>
internal sealed class XlsxSheet(XlsxWorkbook book, WorkbookPart.Sheet sheet) : SheetSource
{
    public override string Name => sheet.Name;
    public override bool IsHidden => sheet.IsHidden;

    public override SheetCursor Open()
    {
        var package = book.OpenPackage();
        try
        {
            return new XlsxCursor(book, package, sheet.Part);
        }
        catch (TabularException)
        {
            package.Dispose();
            throw;
        }
    }
}

using Gongxin.Kernel.Tabular.Workbooks.Layout;
using Gongxin.Kernel.Tabular.Workbooks.Xls;
using Gongxin.Kernel.Tabular.Workbooks.Xlsx;

namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>A workbook as tables: one for each sheet that is not empty, hidden ones included.</summary>
internal sealed class WorkbookFile : TabularFile
{
    private readonly Workbook _book;

    private WorkbookFile(Workbook book, TabularFormat format, IReadOnlyList<SheetTable> tables, IReadOnlyList<Finding> findings)
    {
        Findings = findings;
        _book = book;
        Format = format;
        Tables = tables;
    }

    public override TabularFormat Format { get; }
    public override string? Encoding => null;
    public override IReadOnlyList<TabularTable> Tables { get; }
    public override IReadOnlyList<Finding> Findings { get; }

    /// <param name="path">Where the file is.</param>
    /// <param name="format">XLSX (a ZIP file) or XLS (a compound file, also the shell of encrypted XLSX files).</param>
    /// <param name="limits">Bounds on texts and columns.</param>
    /// <param name="findings">What is known about the file already.</param>
    /// <param name="ct">Ends the reading of texts that all sheets share.</param>
    /// <exception cref="TabularException">The file is no workbook, is damaged, encrypted or too large, or has no data.</exception>
    public static TabularFile Open(string path, TabularFormat format, TabularLimits? limits, IReadOnlyList<Finding>? findings = null, CancellationToken ct = default) =>
        Open(path, format, limits ?? TabularLimits.Default, WorkbookLimits.Default, findings ?? [], ct);

    internal static TabularFile Open(string path, TabularFormat format, TabularLimits limits, WorkbookLimits bookLimits, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        Workbook book = format is TabularFormat.Xlsx ? XlsxWorkbook.Open(path, bookLimits, limits, ct) : XlsWorkbook.Open(path, bookLimits, limits);
        try
        {
            return new WorkbookFile(book, format, ReadTables(book, limits, bookLimits, ct), findings);
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _book.Dispose();
        }

        base.Dispose(disposing);
    }

    private static List<SheetTable> ReadTables(Workbook book, TabularLimits limits, WorkbookLimits bookLimits, CancellationToken ct)
    {
        var filled = new List<(SheetSource Sheet, SheetSample Sample)>();
        foreach (var sheet in book.Sheets)
        {
            ct.ThrowIfCancellationRequested();
            var sample = SheetSample.Read(sheet, bookLimits);
            if (sample.Rows.Count > 0)
            {
                filled.Add((sheet, sample));
            }
        }

        if (filled.Count == 0)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.FileEmpty));
        }

        var names = filled.Count == 1 ? [null] : UniqueNames(filled.Select(f => f.Sheet.Name));
        var tables = filled.Zip(names, (f, name) => SheetTable.Of(f.Sheet, f.Sample, name, limits)).ToList();
        return tables.TrueForAll(t => t.Fault is not null) ? throw tables[0].Fault! : tables;
    }

    private static List<string?> UniqueNames(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unique = new List<string?>();
        foreach (var name in names)
        {
            var free = name;
            for (var number = 2; !taken.Add(free); number++)
            {
                free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{number}");
            }

            unique.Add(free);
        }

        return unique;
    }
}

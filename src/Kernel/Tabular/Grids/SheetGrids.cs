using System.Text;
using Gongxin.Kernel.Tabular.Delimited;
using Gongxin.Kernel.Tabular.Encodings;
using Gongxin.Kernel.Tabular.Json;
using Gongxin.Kernel.Tabular.Workbooks;
using Gongxin.Kernel.Tabular.Workbooks.Xls;
using Gongxin.Kernel.Tabular.Workbooks.Xlsx;

namespace Gongxin.Kernel.Tabular.Grids;

/// <summary>Reads handed-in files as sheets of cells.</summary>
public static class SheetGrids
{
    /// <summary>Most cells with content of one file, and the most text in them (bytes of UTF-8): what is larger is no form.</summary>
    public const int CellsMax = 500_000;

    public const long BytesMax = 32 * 1024 * 1024;

    private const int HeadLength = 512;

    /// <summary>The sheets of a workbook (hidden ones too, empty ones not), or the one sheet that a delimited file is.</summary>
    /// <param name="path">Where the bytes are; what they are is told by the content.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="TabularException">The file is no table, is damaged, or has too many cells (<c>workbook.too-large</c>).</exception>
    public static IReadOnlyList<SheetGrid> Read(string path, CancellationToken ct)
    {
        var limits = TabularLimits.Default;
        using var file = File.OpenHandle(path);
        var head = new byte[HeadLength];
        head = head[..RandomAccess.Read(file, head, 0)];
        var meter = new Meter();
        var grids = FileKind.Workbook(path, head) switch
        {
            TabularFormat.Xlsx => OfBook(XlsxWorkbook.Open(path, WorkbookLimits.Default, limits, ct), meter, ct),
            TabularFormat.Xls => OfBook(XlsWorkbook.Open(path, WorkbookLimits.Default, limits), meter, ct),
            _ => [OfText(path, EncodingScan.Run(file, ct), limits, meter, ct)],
        };
        return grids.Exists(g => g.RowCount > 0)
            ? [.. grids.Where(g => g.RowCount > 0)]
            : throw new TabularException(new Finding(null, null, FindingCodes.FileEmpty));
    }

    private static List<SheetGrid> OfBook(Workbook book, Meter meter, CancellationToken ct)
    {
        using (book)
        {
            return [.. book.Sheets.Select(s => OfSheet(s, meter, ct))];
        }
    }

    private static SheetGrid OfSheet(SheetSource sheet, Meter meter, CancellationToken ct)
    {
        var cells = new List<GridCell>();
        using var cursor = sheet.Open();
        while (cursor.NextRow())
        {
            ct.ThrowIfCancellationRequested();
            if (cursor.Cells.IsTooLong)
            {
                throw WorkbookFault.TooLarge("row", TabularLimits.Default.RowBytesMax);
            }

            foreach (ref readonly var cell in cursor.Cells.Filled)
            {
                var text = cursor.Cells.TextOf(cell).Trim();
                if (text.Length > 0 || cell.Kind is CellKind.Uncalculated)
                {
                    meter.Count(text);
                    cells.Add(new GridCell((int)cursor.RowNumber, cell.Column, text, StateOf(cell.Kind)));
                }
            }
        }

        var merges = cursor.ReadMerges().Select(m => new GridSpan((int)m.FirstRow, m.FirstColumn, (int)m.LastRow, m.LastColumn));
        return new SheetGrid(sheet.Name, sheet.IsHidden, cells, merges);
    }

    private static SheetGrid OfText(string path, EncodingChoice encoding, TabularLimits limits, Meter meter, CancellationToken ct)
    {
        if (JsonStart.IsJson(path, encoding, limits))
        {
            throw new TabularException(new Finding(null, null, FindingCodes.FileNotATable, null, "JSON"));
        }

        var (dialect, _) = new DialectSniffer(path, encoding, limits).Run();
        var cells = new List<GridCell>();
        using var scanner = new RecordScanner(Utf8Source.Open(path, encoding), dialect, limits);
        var quote = ((char)dialect.Quote).ToString();
        while (scanner.Next())
        {
            ct.ThrowIfCancellationRequested();
            if (scanner.HasStrayQuote || scanner.CellCount > limits.ColumnsMax)
            {
                throw new TabularException(new Finding(scanner.Number, null, scanner.HasStrayQuote ? FindingCodes.RowStrayQuote : FindingCodes.RowTooLong));
            }

            for (var column = 0; column < scanner.CellCount; column++)
            {
                var text = Encoding.UTF8.GetString(scanner.Cell(column)).Trim();
                if (scanner.EscapedCells.Contains(column))
                {
                    text = text.Replace(quote + quote, quote, StringComparison.Ordinal);
                }

                if (text.Length > 0)
                {
                    meter.Count(text);
                    cells.Add(new GridCell((int)scanner.Number, column, text, GridCellState.Plain));
                }
            }
        }

        return new SheetGrid("", false, cells, []);
    }

    private static GridCellState StateOf(CellKind kind) => kind switch
    {
        CellKind.LongNumber => GridCellState.DigitsLost,
        CellKind.Error => GridCellState.Error,
        CellKind.Uncalculated => GridCellState.Uncalculated,
        _ => GridCellState.Plain,
    };

    // The bound on what one file may make the platform hold.
    private sealed class Meter
    {
        private int _cells;
        private long _bytes;

        public void Count(string text)
        {
            _cells++;
            _bytes += Encoding.UTF8.GetByteCount(text);
            if (_cells > CellsMax)
            {
                throw WorkbookFault.TooLarge("cells", CellsMax);
            }

            if (_bytes > BytesMax)
            {
                throw WorkbookFault.TooLarge("text", BytesMax);
            }
        }
    }
}

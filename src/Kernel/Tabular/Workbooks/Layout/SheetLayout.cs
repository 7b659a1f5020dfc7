using System.Globalization;

namespace Gongxin.Kernel.Tabular.Workbooks.Layout;

/// <summary>Where the table of a sheet lies and what its columns are called, told from the rows at its top.</summary>
internal sealed record SheetLayout
{
    private const int PreambleMax = 20;
    private const int CaptionsMax = 4;

    public required int FirstColumn { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Number of the last row before the data; 0 when data begin at the top.</summary>
    public required long LastRowBeforeData { get; init; }

    /// <exception cref="TabularException">Every row is wider than the header, or there are too many columns.</exception>
    public static SheetLayout Of(SheetSample sample, MergeMap merges, TabularLimits limits)
    {
        var rows = sample.Rows;
        var usual = rows.GroupBy(r => r.FilledCount).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;
        var start = CountPreamble(rows, usual, merges);
        var findings = rows.Take(start).Select(r => new Finding(r.Number, null, FindingCodes.HeaderPreamble, Shorten(r.Text))).ToList();
        var body = rows.Skip(start).ToList();
        var (first, last) = Extent(body, usual);
        Check(last - first + 1, limits);

        var levels = HeaderLevels.Find(body, 0, first, last, merges);
        var names = levels.Names().ToList();
        var hasHeader = levels.Depth > 1 || HeaderEvidence.HasHeader([.. body.Select(r => Cells(r, first, last))]);
        if (!hasHeader)
        {
            findings.Add(new Finding(null, null, FindingCodes.HeaderMissing, null, Text(last - first + 1)));
            return new SheetLayout
            {
                FirstColumn = first,
                Columns = [.. Enumerable.Range(1, last - first + 1).Select(ColumnNames.Numbered)],
                Findings = findings,
                LastRowBeforeData = start == 0 ? 0 : rows[start - 1].Number,
            };
        }

        var data = body.Skip(levels.Depth).ToList();
        var headerEnd = body[levels.Depth - 1].Number;
        if (levels.Depth > 1)
        {
            findings.Add(new Finding(body[0].Number, null, FindingCodes.WorkbookHeaderLevels, null, Text(levels.Depth), Text(body[0].Number), Text(headerEnd)));
        }

        if (data.Count > 0 && ColumnNumbers.Are(data[0], first, last))
        {
            findings.Add(new Finding(data[0].Number, null, FindingCodes.WorkbookColumnNumbers, Shorten(data[0].Text)));
            headerEnd = data[0].Number;
            data.RemoveAt(0);
        }

        return Named(names, first, headerEnd, data, findings, sample);
    }

    private static SheetLayout Named(List<string> names, int first, long headerEnd, List<SheetRow> data, List<Finding> findings, SheetSample sample)
    {
        // Columns right of the last name are no part of the table.
        var count = names.FindLastIndex(n => n.Length > 0) + 1;
        if (data.Count > 0 && data.TrueForAll(r => r.Cells.Count > first + count))
        {
            throw new TabularException(new Finding(
                headerEnd, null, FindingCodes.FileHeaderTooShort, Shorten(string.Join(' ', names.Take(count))), Text(count), Text(data[0].Cells.Count - first)));
        }

        if (data.Count == 0 && sample.IsWholeSheet)
        {
            findings.Add(new Finding(headerEnd, null, FindingCodes.FileHeaderOnly));
        }

        return new SheetLayout
        {
            FirstColumn = first,
            Columns = ColumnNames.Repair(names.Take(count), headerEnd, findings),
            Findings = findings,
            LastRowBeforeData = headerEnd,
        };
    }

    private static int CountPreamble(IReadOnlyList<SheetRow> rows, int usual, MergeMap merges)
    {
        var count = 0;
        while (count < rows.Count - 1 && count < PreambleMax && IsPreamble(rows[count], rows, usual, merges))
        {
            count++;
        }

        return count;
    }

    // A title stands alone above a wider table; a line of captions has less cells than the table: "制表单位：统计局 … 单位：万元".
    private static bool IsPreamble(SheetRow row, IReadOnlyList<SheetRow> rows, int usual, MergeMap merges)
    {
        if (usual < 2)
        {
            return false;
        }

        return row.FilledCount == 1
            ? !IsBand(row, rows, merges)
            : row.FilledCount < usual && row.FilledCount <= CaptionsMax && row.Filled.Any(NoteWords.IsCaption);
    }

    // The one name of an upper level of the header: merged over some columns, but not from the first on.
    private static bool IsBand(SheetRow row, IReadOnlyList<SheetRow> rows, MergeMap merges) =>
        row.FirstFilled > rows.Min(r => r.FirstFilled) && merges.Around(row.Number, row.FirstFilled) is CellRange { Width: > 1 };

    // Lines with a single cell, titles and footnotes, do not say where the table lies.
    private static (int First, int Last) Extent(List<SheetRow> body, int usual)
    {
        var rows = usual < 2 ? body : body.Where(r => r.FilledCount > 1).DefaultIfEmpty(body[0]).ToList();
        return (rows.Min(r => r.FirstFilled), rows.Max(r => r.Cells.Count) - 1);
    }

    private static void Check(int columnCount, TabularLimits limits)
    {
        if (columnCount > limits.ColumnsMax)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.FileTooManyColumns, null, Text(columnCount), Text(limits.ColumnsMax)));
        }
    }

    private static SampleRow Cells(SheetRow row, int first, int last) => new(row.Number, [.. Enumerable.Range(first, last - first + 1).Select(c => row[c])]);

    private static string Shorten(string text) => text.Length <= Finding.TextMax ? text : text[..Finding.TextMax];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

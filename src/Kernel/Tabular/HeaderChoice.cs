using System.Globalization;

namespace Gongxin.Kernel.Tabular;

/// <summary>Where the data of a table begin and what its columns are called, told from the first rows.</summary>
internal sealed record HeaderChoice
{
    private const int PreambleMax = 20;

    public required IReadOnlyList<string> Columns { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Number of the last row before the data: the header, or the last title row when there is no header; 0 when there is none.</summary>
    public required long LastRowBeforeData { get; init; }

    /// <summary>True when every row ends with a delimiter, which is no cell.</summary>
    public required bool HasTrailingDelimiter { get; init; }

    /// <exception cref="TabularException">Every row is wider than the header, or there are too many columns.</exception>
    public static HeaderChoice Of(IReadOnlyList<SampleRow> rows, TabularLimits limits)
    {
        var width = UsualWidth(rows);
        var first = CountPreamble(rows, width);
        var findings = rows.Take(first).Select(Preamble).ToList();
        var body = rows.Skip(first).ToList();
        var hasHeader = HeaderEvidence.HasHeader(body);
        var data = hasHeader ? body.Skip(1).ToList() : body;
        var trailing = HasTrailing(hasHeader ? body[0] : null, data, width);
        var header = hasHeader ? body[0] : null;
        var columnCount = (header?.Cells.Count ?? width) - (trailing && (header is null || EndsEmpty(header, width)) ? 1 : 0);
        Check(header, columnCount, data, trailing, limits);

        if (trailing)
        {
            findings.Add(new Finding(header?.Number, null, FindingCodes.HeaderTrailingDelimiter));
        }

        if (header is not null && data.Count == 0)
        {
            findings.Add(new Finding(header.Number, null, FindingCodes.FileHeaderOnly));
        }

        var names = header is null ? Numbered(columnCount, findings) : ColumnNames.Repair(header.Cells.Take(columnCount), header.Number, findings);
        return new HeaderChoice
        {
            Columns = names,
            Findings = findings,
            LastRowBeforeData = header?.Number ?? (first == 0 ? 0 : rows[first - 1].Number),
            HasTrailingDelimiter = trailing,
        };
    }

    private static int UsualWidth(IReadOnlyList<SampleRow> rows) =>
        rows.GroupBy(r => r.Cells.Count).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;

    private static Finding Preamble(SampleRow row) =>
        new(row.Number, null, FindingCodes.HeaderPreamble, Shorten(string.Join(' ', row.Cells.Where(c => c.Length > 0))));

    private static int CountPreamble(IReadOnlyList<SampleRow> rows, int width)
    {
        var count = 0;
        while (count < rows.Count - 1 && count < PreambleMax && IsPreamble(rows[count], rows[count + 1], width))
        {
            count++;
        }

        return count;
    }

    // A title line stands alone above a wider table: "2024年各区县人口" or "制表单位：统计局,,,单位：万元".
    private static bool IsPreamble(SampleRow row, SampleRow next, int width)
    {
        if (width < 2)
        {
            return false;
        }

        var filled = row.Cells.Count(c => !string.IsNullOrWhiteSpace(c));
        return row.Cells.Count == 1
            || (filled <= 1 && width >= 3 && !string.IsNullOrWhiteSpace(row.Cells[0]))
            || (filled == 2 && width >= 5 && HeaderEvidence.LooksLikeHeader(next, width));
    }

    private static bool HasTrailing(SampleRow? header, List<SampleRow> data, int width)
    {
        if (header is null)
        {
            return width > 1 && data.Count > 1 && data.TrueForAll(r => EndsEmpty(r, width));
        }

        var wider = data.Count == 0 ? header.Cells.Count : width;
        var headerFits = header.Cells.Count == wider - 1 || (header.Cells.Count > 1 && EndsEmpty(header, wider));
        return headerFits && (data.Count > 0 || EndsEmpty(header, wider)) && data.TrueForAll(r => EndsEmpty(r, wider));
    }

    private static bool EndsEmpty(SampleRow row, int width) => row.Cells.Count == width && string.IsNullOrWhiteSpace(row.Cells[^1]);

    private static void Check(SampleRow? header, int columnCount, List<SampleRow> data, bool trailing, TabularLimits limits)
    {
        if (columnCount > limits.ColumnsMax)
        {
            throw new TabularException(new Finding(header?.Number, null, FindingCodes.FileTooManyColumns, null, Text(columnCount), Text(limits.ColumnsMax)));
        }

        if (header is not null && !trailing && data.Count > 0 && data.TrueForAll(r => r.Cells.Count > columnCount))
        {
            throw new TabularException(new Finding(
                header.Number, null, FindingCodes.FileHeaderTooShort, Shorten(string.Join(' ', header.Cells)), Text(columnCount), Text(data[0].Cells.Count)));
        }
    }

    private static List<string> Numbered(int count, List<Finding> findings)
    {
        findings.Add(new Finding(null, null, FindingCodes.HeaderMissing, null, Text(count)));
        return [.. Enumerable.Range(1, count).Select(ColumnNames.Numbered)];
    }

    private static string Shorten(string text) => text.Length <= Finding.TextMax ? text : text[..Finding.TextMax];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

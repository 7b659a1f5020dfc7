namespace Gongxin.Kernel.Tabular.Workbooks.Layout;

/// <summary>A row near the top of a sheet: its texts by column, empty where a cell is blank, as far as the row reaches.</summary>
internal sealed record SheetRow(long Number, IReadOnlyList<string> Cells)
{
    public string this[int column] => column < Cells.Count ? Cells[column] : "";

    public int FilledCount { get; } = Cells.Count(c => c.Length > 0);

    public int FirstFilled { get; } = Cells.TakeWhile(c => c.Length == 0).Count();

    public IEnumerable<string> Filled => Cells.Where(c => c.Length > 0);

    public string Text => string.Join(' ', Filled);
}

/// <summary>The rows at the top of a sheet, before it is known which of them are titles, header and data.</summary>
internal sealed record SheetSample(IReadOnlyList<SheetRow> Rows, bool IsWholeSheet, IReadOnlyList<(int First, int Last)> HiddenColumns)
{
    public static SheetSample Read(SheetSource sheet, WorkbookLimits limits)
    {
        using var cursor = sheet.Open();
        var rows = new List<SheetRow>();
        var bytes = 0L;
        while (cursor.NextRow())
        {
            if (!cursor.Cells.IsTooLong)
            {
                rows.Add(Row(cursor));
                bytes += cursor.Cells.Text.Length;
            }

            if (rows.Count >= limits.SampleRows || bytes > limits.SampleBytes)
            {
                return new SheetSample(rows, false, cursor.HiddenColumns);
            }
        }

        return new SheetSample(rows, true, cursor.HiddenColumns);
    }

    private static SheetRow Row(SheetCursor cursor)
    {
        var filled = cursor.Cells.Filled;
        var length = 0;
        foreach (ref readonly var cell in filled)
        {
            length = Math.Max(length, cell.Column + 1);
        }

        var texts = new string[length];
        Array.Fill(texts, "");
        foreach (ref readonly var cell in filled)
        {
            texts[cell.Column] = cell.Kind is CellKind.Uncalculated ? "" : cursor.Cells.TextOf(cell).Trim();
        }

        return new SheetRow(cursor.RowNumber, texts);
    }
}

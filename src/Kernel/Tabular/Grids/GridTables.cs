using System.Globalization;
using System.Text;
using Gongxin.Kernel.Tabular.Workbooks;
using Gongxin.Kernel.Tabular.Workbooks.Layout;

namespace Gongxin.Kernel.Tabular.Grids;

/// <summary>
/// Finds the tables of a sheet that people made for people: titles and units above, headers of several levels, several tables
/// one below the other or side by side, numbered columns, totals, notes below.
/// </summary>
/// <remarks>
/// A blank row parts two blocks, unless what follows goes on below the same header: then it has no header of its own. Inside a
/// block, a column without content in all of its rows parts two tables.
/// </remarks>
public static class GridTables
{
    private const int CaptionCellsMax = 4;

    /// <summary>The tables of the sheet from the top, those beside each other from the left.</summary>
    public static IReadOnlyList<GridTable> Find(SheetGrid grid)
    {
        var tables = new List<GridTable>();
        var captions = new List<string>();
        foreach (var block in BlocksOf(grid))
        {
            var rows = block;
            while (rows.Count > 0 && IsLine(rows[0], rows))
            {
                captions.Add(rows[0].Text);
                rows = rows[1..];
            }

            if (rows.Count == 0)
            {
                MoveNotes(captions, tables);
            }
            else if (tables.Count > 0 && GoesOn(rows, tables[^1], captions))
            {
                tables[^1] = WithRows(tables[^1], rows);
            }
            else
            {
                tables.AddRange(SideBySide(rows).Select(part => TableOf(grid, part.Rows, part.First, part.Last, [.. captions])));
                captions.Clear();
            }
        }

        return tables;
    }

    private static IEnumerable<List<SheetRow>> BlocksOf(SheetGrid grid)
    {
        var block = new List<SheetRow>();
        for (var number = 1; number <= grid.RowCount; number++)
        {
            var row = RowOf(grid, number);
            if (row.FilledCount > 0)
            {
                block.Add(row);
            }
            else if (block.Count > 0 && !IsInsideSpan(grid, number))
            {
                yield return block;
                block = [];
            }
        }

        if (block.Count > 0)
        {
            yield return block;
        }
    }

    private static SheetRow RowOf(SheetGrid grid, int number)
    {
        var last = grid.ColumnCount;
        while (last > 0 && grid.TextAt(number, last - 1).Length == 0)
        {
            last--;
        }

        return new SheetRow(number, [.. Enumerable.Range(0, last).Select(c => grid.TextAt(number, c))]);
    }

    // A header that is merged downwards covers a row without content of its own.
    private static bool IsInsideSpan(SheetGrid grid, int row) =>
        Enumerable.Range(0, grid.ColumnCount).Any(c => grid.SpanAt(row, c) is { } span && span.FirstRow < row && span.LastRow > row);

    // A title stands alone; a line of captions has few cells and says what it is.
    private static bool IsLine(SheetRow row, List<SheetRow> block)
    {
        var widest = block.Max(r => r.FilledCount);
        return row.FilledCount == 1
            ? widest > 1 ? !IsNumber(row.Filled.First()) && !IsBandOfHeader(row, block) : !IsNumber(row.Filled.First())
            : row.FilledCount <= CaptionCellsMax && row.Filled.Any(t => NoteWords.IsCaption(t) || NoteWords.IsFootnote(t)) && !row.Filled.Any(IsNumber);
    }

    // The only name of an upper level: it begins right of where the rows below begin, and the next row is no line either.
    private static bool IsBandOfHeader(SheetRow row, List<SheetRow> block) =>
        row.FirstFilled > block.Min(r => r.FirstFilled) && !NoteWords.IsCaption(row.Text) && block.Count > 1
        && block[1].FilledCount > 1 && !block[1].Filled.Any(NoteWords.IsCaption) && !block[1].Filled.Any(IsNumber);

    // Lines below the last table that say so are its notes; others may be the title of the next.
    private static void MoveNotes(List<string> captions, List<GridTable> tables)
    {
        if (tables.Count == 0)
        {
            return;
        }

        var notes = captions.TakeWhile(NoteWords.IsFootnote).ToList();
        captions.RemoveRange(0, notes.Count);
        tables[^1] = tables[^1] with { Notes = [.. tables[^1].Notes, .. notes] };
    }

    private static bool GoesOn(List<SheetRow> rows, GridTable above, List<string> captions) =>
        captions.Count == 0 && above.HeaderLast > 0 && rows[0].Filled.Any(IsNumber)
        && rows.All(r => r.FirstFilled >= above.Columns[0].Column && r.Cells.Count <= above.Columns[^1].Column + 1);

    private static GridTable WithRows(GridTable table, List<SheetRow> rows)
    {
        var (data, notes) = Body(rows, table.Columns[0].Column, table.Columns[^1].Column);
        return table with { Rows = [.. table.Rows, .. data], Notes = [.. table.Notes, .. notes] };
    }

    private static IEnumerable<(List<SheetRow> Rows, int First, int Last)> SideBySide(List<SheetRow> rows)
    {
        var wide = rows.Where(r => r.FilledCount > 1).DefaultIfEmpty(rows[0]).ToList();
        var (first, last) = (wide.Min(r => r.FirstFilled), wide.Max(r => r.Cells.Count) - 1);
        var start = first;
        for (var column = first; column <= last + 1; column++)
        {
            if (column <= last && rows.Exists(r => r[column].Length > 0))
            {
                continue;
            }

            if (column > start)
            {
                yield return ([.. rows.Select(r => Cut(r, start, column - 1)).Where(r => r.FilledCount > 0)], start, column - 1);
            }

            start = column + 1;
        }
    }

    private static SheetRow Cut(SheetRow row, int first, int last) =>
        new(row.Number, [.. row.Cells.Take(last + 1).Select((text, c) => c < first ? "" : text)]);

    private static GridTable TableOf(SheetGrid grid, List<SheetRow> rows, int first, int last, List<string> captions)
    {
        // What stands alone at the top of one of several tables is the title of this one.
        while (rows.Count > 1 && IsLine(rows[0], rows))
        {
            captions.Add(rows[0].Text);
            rows = rows[1..];
        }

        var levels = HeaderLevels.Find(rows, 0, first, last, new MergeMap(() => [.. SpansOf(grid, rows, first, last)], rows[^1].Number));
        var hasHeader = rows[0].Filled.All(t => !IsNumber(t)) && (rows.Count > 1 || levels.Depth > 1);
        var body = hasHeader ? rows[levels.Depth..] : rows;
        var headerLast = hasHeader ? rows[levels.Depth - 1].Number : 0;
        if (hasHeader && body.Count > 0 && ColumnNumbers.Are(body[0], first, last))
        {
            headerLast = body[0].Number;
            body = body[1..];
        }

        var names = hasHeader ? levels.Paths().ToList() : [.. Enumerable.Repeat((IReadOnlyList<string>)[], last - first + 1)];
        var (data, notes) = Body(body, first, last);
        return new GridTable
        {
            Grid = grid,
            HeaderFirst = hasHeader ? (int)rows[0].Number : 0,
            HeaderLast = (int)headerLast,
            Columns = [.. names.Select((path, i) => new GridColumn(first + i, path))],
            Rows = data,
            Captions = captions,
            Notes = notes,
        };
    }

    private static HashSet<CellRange> SpansOf(SheetGrid grid, List<SheetRow> rows, int first, int last)
    {
        var spans = new HashSet<CellRange>();
        foreach (var row in rows)
        {
            for (var column = first; column <= last; column++)
            {
                if (grid.SpanAt((int)row.Number, column) is { } span)
                {
                    spans.Add(new CellRange(span.FirstRow, span.FirstColumn, span.LastRow, span.LastColumn));
                }
            }
        }

        return spans;
    }

    // From the first note on everything is a note, for notes go on over several lines.
    private static (List<GridRow> Rows, List<string> Notes) Body(List<SheetRow> rows, int first, int last)
    {
        var data = new List<GridRow>();
        var notes = new List<string>();
        foreach (var row in rows)
        {
            if ((notes.Count > 0 && row.FilledCount <= CaptionCellsMax && !row.Filled.Any(IsNumber)) || IsNote(row, last - first + 1))
            {
                notes.Add(row.Text);
                continue;
            }

            var isTotal = row.Filled.Take(2).Any(t => NoteWords.IsTotal(Encoding.UTF8.GetBytes(t)));
            data.Add(new GridRow((int)row.Number, isTotal ? GridRowKind.Total : GridRowKind.Data));
        }

        return (data, notes);
    }

    private static bool IsNote(SheetRow row, int width) =>
        row.FilledCount <= CaptionCellsMax && (row.FilledCount < width || width == 1) && NoteWords.IsFootnote(row.Filled.First())
        && !row.Filled.Skip(1).Any(IsNumber);

    private static bool IsNumber(string text) => CellParser.TryNumber(Encoding.UTF8.GetBytes(text), PercentSign.Optional, out var number) && !IsYear(text, number);

    // Years are names of columns as often as values; "2024" alone proves nothing.
    private static bool IsYear(string text, double number) =>
        number is >= 1900 and <= 2100 && text.Length == 4 && double.IsInteger(number) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}

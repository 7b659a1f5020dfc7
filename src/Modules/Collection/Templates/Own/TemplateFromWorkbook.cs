using Gongxin.Collection.Workbooks;
using Gongxin.Collection.Workbooks.Labels;
using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Templates.Own;

// A draft from a workbook that people use already: its tables as sheets, their rows and columns with units as the reader of workbooks finds
// them. Cells that hold a word, or that another cell is computed into, are no inputs at first; what is one is said in the editor.
internal sealed class TemplateFromWorkbook(TemplateDesk desk, IBlobs blobs)
{
    public async Task<Guid> BeginAsync(NewTemplate asked, Stream file, CancellationToken ct)
    {
        await using (file)
        {
            var blob = await blobs.PutAsync(file, TakeWorkbook.BytesMax, ct);
            var sheets = SheetsOf(Open(blob.Sha256, ct));
            if (sheets.Count == 0)
            {
                throw CollectionRefusals.WorkbookWithoutTable();
            }

            return await desk.BeginAsync(asked with { Content = desk.Empty() with { Sheets = sheets }, From = null }, null, ct);
        }
    }

    private IReadOnlyList<SheetGrid> Open(string sha256, CancellationToken ct)
    {
        try
        {
            return SheetGrids.Read(blobs.PathOf(sha256), ct);
        }
        catch (TabularException unreadable)
        {
            throw FindingRefusal.Of(unreadable.Finding);
        }
    }

    internal static IReadOnlyList<TemplateSheet> SheetsOf(IReadOnlyList<SheetGrid> grids)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. FoundTable.In(grids).Where(t => !t.Table.Grid.IsHidden).Take(TemplateRules.SheetsMax).Select(t => SheetOf(t, names)).OfType<TemplateSheet>()];
    }

    private static TemplateSheet? SheetOf(FoundTable found, HashSet<string> names)
    {
        var labels = found.Labels;
        var isList = labels.Rows.Count == 0 || labels.Columns.Count == 0 || labels.Columns.Count == found.Table.Columns.Count;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var columns = (isList ? found.ListColumns : labels.Columns)
            .Select(c => (c.Column, Made: ColumnOf(found, c, labels.Unit, taken))).Where(c => c.Made is not null).Take(TemplateRules.ColumnsMax).ToList();
        if (columns.Count == 0)
        {
            return null;
        }

        var rows = isList ? [] : labels.Rows.Take(TemplateRules.RowsMax)
            .Select(r => RowOf(found, r, columns.Select(c => (c.Column, c.Made!.Name)), taken)).OfType<TemplateRow>().ToList();
        var name = Free(SheetName(found.Table.Grid.Name), names, TemplateRules.SheetNameMax);
        return new TemplateSheet { Name = name, NameEn = "", Columns = [.. columns.Select(c => c.Made!)], Rows = rows };
    }

    private static TemplateColumn? ColumnOf(FoundTable found, LabelledColumn column, string? unitOfTable, HashSet<string> taken)
    {
        var name = NameOf(column.Path, column.Unit);
        if (name.Length == 0)
        {
            return null;
        }

        var isNumber = IsFigures(found, column.Column);
        var unit = column.Unit ?? (isNumber ? unitOfTable : null);
        return new TemplateColumn { Name = Free(name, taken, TemplateRules.NameMax), NameEn = "", Type = isNumber ? ColumnType.Decimal : ColumnType.Text, Unit = unit };
    }

    // Where every cell of a row is shut nobody is asked for it: a heading between rows.
    private static TemplateRow? RowOf(FoundTable found, LabelledRow row, IEnumerable<(int Column, string Name)> columns, HashSet<string> taken)
    {
        var name = NameOf(row.Path, row.OwnUnit is null ? row.Unit : null);
        var all = columns.ToList();
        var shut = all.Where(c => !IsInput(found.Table.Grid, row.Row, c.Column)).Select(c => c.Name).ToList();
        return name.Length == 0 || shut.Count == all.Count ? null : new TemplateRow { Name = Free(name, taken, TemplateRules.NameMax), NameEn = "", Unit = row.Unit, Closed = shut };
    }

    private static bool IsInput(SheetGrid grid, int row, int column) => grid.TextAt(row, column) is not ("—" or "-" or "×" or "/" or "\\" or "x" or "X");

    // In an empty form there are no figures to tell it by.
    private static bool IsFigures(FoundTable found, int column)
    {
        var texts = found.Table.Rows.Select(r => found.Table.Grid.TextAt(r.Row, column)).Where(t => t.Length > 0).ToList();
        return found.Labels.Columns.Any(c => c.Column == column) && texts.All(t => CellParser.TryNumber(System.Text.Encoding.UTF8.GetBytes(t), PercentSign.Optional, out _) || t.Length == 1);
    }

    // As it is written, without the unit in brackets that the form keeps beside the name.
    private static string NameOf(IReadOnlyList<string> path, string? unit)
    {
        var name = string.Join(' ', path.Select(p => p.ReplaceLineEndings("").Trim()).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal));
        foreach (var written in unit is null ? [] : new[] { $"（{unit}）", $"({unit})", $"（单位：{unit}）", $"(单位:{unit})" })
        {
            name = name.Replace(written, "", StringComparison.Ordinal);
        }

        return Cut(name, TemplateRules.NameMax);
    }

    private static string SheetName(string name) =>
        Cut(string.Concat(name.Where(c => !"[]:*?/\\'!".Contains(c, StringComparison.Ordinal))).TrimStart('_'), TemplateRules.SheetNameMax) is { Length: > 0 } good ? good : "1";

    private static string Cut(string text, int max) => text.Length <= max ? text.Trim() : text[..max].Trim();

    private static string Free(string name, HashSet<string> taken, int max)
    {
        var free = name;
        for (var n = 2; !taken.Add(free); n++)
        {
            var mark = FormattableString.Invariant($" {n}");
            free = Cut(name, max - mark.Length) + mark;
        }

        return free;
    }
}

using System.Globalization;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Labels;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Workbooks.Reading;

// The platform's own empty form, filled in: a hidden sheet says which form and edition it is, and every value stands where the
// form has its place. It needs no mapping, and the form of another edition is not taken for this one.
internal static class OwnForm
{
    public static bool Is(IReadOnlyList<SheetGrid> grids) => MarksOf(grids) is not null;

    // Null when it is none of ours, or does not say.
    public static int? EditionOf(IReadOnlyList<SheetGrid> grids) =>
        MarksOf(grids) is { } marks && int.TryParse(marks.TextAt(1, 1), NumberStyles.None, CultureInfo.InvariantCulture, out var edition) ? edition : null;

    public static WorkbookReading Read(TemplateForm form, IReadOnlyList<SheetGrid> grids)
    {
        var marks = MarksOf(grids)!;
        var (code, edition, digest) = (marks.TextAt(1, 0), marks.TextAt(1, 1), marks.TextAt(1, 2));
        if (code != form.Content.Code)
        {
            throw CollectionRefusals.OtherForm(code, form.Content.Code);
        }

        if (digest != form.Digest)
        {
            throw CollectionRefusals.OtherEdition(edition, form.Content.Edition.ToString(CultureInfo.InvariantCulture));
        }

        var cells = new List<ReadCell>();
        var findings = new List<WorkbookFinding>();
        foreach (var sheet in form.Content.Sheets)
        {
            if (grids.FirstOrDefault(g => g.Name == sheet.Name) is { } grid)
            {
                Read(form, sheet, grid, cells, findings);
            }
        }

        return new WorkbookReading { Cells = cells, Findings = findings };
    }

    private static SheetGrid? MarksOf(IReadOnlyList<SheetGrid> grids) => grids.FirstOrDefault(g => g.Name == BlankForm.FormSheet && g.IsHidden);

    private static void Read(TemplateForm form, TemplateSheet sheet, SheetGrid grid, List<ReadCell> cells, List<WorkbookFinding> findings)
    {
        var first = BlankForm.FirstColumn(sheet);
        var rows = sheet.Rows.Count == 0 ? Math.Max(0, grid.RowCount - BlankForm.FirstRow + 1) : sheet.Rows.Count;
        var number = 0;
        for (var r = 0; r < rows; r++)
        {
            var before = cells.Count;
            for (var c = 0; c < sheet.Columns.Count; c++)
            {
                var row = sheet.Rows.Count == 0 ? null : sheet.Rows[r];
                var place = new FormPlace(sheet, row, row is null ? number : null, sheet.Columns[c]);
                if (grid.At(BlankForm.FirstRow + r, first + c) is { } cell && row?.Closed.Contains(place.Column.Name) is not true)
                {
                    Take(form, place, cell, ReadWorkbook.SourceOf(grid, cell.Row, cell.Column), cells, findings);
                }
            }

            number += cells.Count > before ? 1 : 0;
        }

        if (Moved(sheet, grid, first) is { } moved)
        {
            findings.Add(new WorkbookFinding("workbook.form-moved", CheckGrade.MustFix, moved));
        }
    }

    private static void Take(TemplateForm form, FormPlace place, GridCell cell, string source, List<ReadCell> cells, List<WorkbookFinding> findings)
    {
        var (value, finding) = ReadValue.Of(cell, source, place.Column, new UnitPair(null, place.Unit), form);
        if (finding is not null)
        {
            findings.Add(finding);
        }

        if (value is not null)
        {
            cells.Add(new ReadCell { Sheet = place.Sheet.Name, Row = place.Row?.Name, ListRow = place.ListRow, Column = place.Column.Name, Value = value, Source = source, Written = cell.Text });
        }
    }

    // Rows or columns that were put in or taken out move the values to other places: the names beside them tell.
    private static string? Moved(TemplateSheet sheet, SheetGrid grid, int first)
    {
        for (var c = 0; c < sheet.Columns.Count; c++)
        {
            if (Label.Read(grid.TextAt(BlankForm.HeaderRow, first + c)).Name != Label.Read(sheet.Columns[c].Name).Name)
            {
                return ReadWorkbook.SourceOf(grid, BlankForm.HeaderRow, first + c);
            }
        }

        for (var r = 0; r < sheet.Rows.Count; r++)
        {
            if (grid.TextAt(BlankForm.FirstRow + r, 0) != sheet.Rows[r].Name)
            {
                return ReadWorkbook.SourceOf(grid, BlankForm.FirstRow + r, 0);
            }
        }

        return null;
    }
}

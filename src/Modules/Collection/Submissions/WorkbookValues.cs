using Gongxin.Collection.Checks;
using Gongxin.Collection.Workbooks;

namespace Gongxin.Collection.Submissions;

// What was read from a workbook, as values for a form: each names the file and the cell that it came from.
internal sealed class WorkbookValues(WorkbookForms workbooks)
{
    public async Task<IReadOnlyList<FormValue>> ReadAsync(Guid id, SubmissionAsked asked, CancellationToken ct)
    {
        var view = await workbooks.ReadAsync(id, ct);
        if (view.Template != asked.Period.Template)
        {
            throw CollectionRefusals.OtherForm(view.Template, asked.Period.Template);
        }

        if (view.Way is ReadingWay.Proposal || view.Reading.Findings.FirstOrDefault(f => f.Grade is CheckGrade.MustFix) is not null)
        {
            throw CollectionRefusals.WorkbookNotReady(view.FileName);
        }

        return [.. view.Reading.Cells.Select(c => new FormValue
        {
            Sheet = c.Sheet, Row = c.Row, ListRow = c.ListRow, Column = c.Column, Value = c.Value, Source = $"{view.FileName}#{c.Source}", SourceSha256 = view.Sha256,
        })];
    }
}

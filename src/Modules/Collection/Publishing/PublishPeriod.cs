using System.Globalization;
using System.Text;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Publishing;

// Makes the next version of a task's dataset of everything that is approved, one row a value, each with its receipt and the cell it came
// from, and locks what it holds of the period. Interrupted and run again it makes no second version: the file is the same.
internal sealed class PublishPeriod(CollectionDb db, PeriodForms forms, IBlobs blobs, ISubmissions catalogue)
{
    public const string ReceiptColumn = "receipt";

    private static readonly SubmissionState[] Public = [SubmissionState.Approved, SubmissionState.Locked];

    private static readonly TableSchema Schema = new([
        Text("period", "报告期"), Text("organisation", "机构"), Text("uscc", "统一社会信用代码"), Text("sheet", "表"), Text("row", "行"), Text("column", "列"),
        new ColumnSchema { Name = "number", Type = ColumnType.Decimal, Precision = 38, Scale = 10, Title = "数值" },
        Text("text", "文字"), Text("unit", "计量单位"), Text(ReceiptColumn, "报送回执"), Text("source_cell", "来源单元格"), Text("source_sha256", "来源文件摘要"),
    ]);

    public async Task<PublishedPeriod> RunAsync(Guid task, string code, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(task);
        var asked = await db.TasksToRun.AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct) ?? throw CollectionRefusals.TaskNotFound();
        var period = await db.Periods.SingleOrDefaultAsync(p => p.TaskId == taskId && p.Code == code, ct) ?? throw CollectionRefusals.PeriodNotOpen(code);
        var approved = await db.Submissions.Where(s => s.PeriodId == period.Id && Public.Contains(s.State)).ToListAsync(ct);
        if (approved.Count == 0)
        {
            throw CollectionRefusals.NothingApproved();
        }

        var folder = Directory.CreateTempSubdirectory("gongxin-collection-");
        try
        {
            var file = Path.Combine(folder.FullName, "values.csv");
            var rows = await WriteAsync(asked, file, ct);
            var report = await catalogue.LoadAsync(new HandIn(file, $"{asked.Title}.csv") { About = AboutOf(asked, forms.Of(period)), Schema = Schema, Reason = $"{code}: {approved.Count}" }, null, ct);
            var table = report.Tables[0];
            if (table.Held is not null)
            {
                // Not public yet: published again after the review, the file is the same and makes no other version.
                return new PublishedPeriod(code, table.Dataset, table.Version, approved.Count, rows, table.Held);
            }

            foreach (var submission in approved)
            {
                submission.Lock();
            }

            period.Publish(table.Dataset, table.Version, db.Now);
            db.Audit("PeriodPublished", $"period:{period.Id.Value}", new { table.Dataset, table.Version, submissions = approved.Count, rows });
            await db.SaveAsync(ct);
            return new PublishedPeriod(code, table.Dataset, table.Version, approved.Count, rows, null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ColumnSchema Text(string name, string title) => new() { Name = name, Type = ColumnType.Text, Title = title };

    private static DatasetDescription AboutOf(CollectionTask task, TemplateForm form) => new()
    {
        Slug = $"{task.Template}-{task.Id.Value.ToString("N")[^8..]}",
        Title = task.Title,
        TitleEn = form.Content.TitleEn,
        Summary = form.Content.Summary,
        SummaryEn = form.Content.SummaryEn,
        UpdateCycle = form.Content.Cycle,
    };

    // Of all periods of the task, in order; one hand-in is in memory at a time.
    private async Task<long> WriteAsync(CollectionTask task, string file, CancellationToken ct)
    {
        var parts = await (
            from submission in db.Submissions
            where submission.TaskId == task.Id && Public.Contains(submission.State)
            join handIn in db.HandIns on new { submission.OrganisationId, submission.Id, Number = submission.HandInNumber }
                equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            join period in db.Periods on submission.PeriodId equals period.Id
            orderby period.FirstOn, submission.OrganisationId
            select new { period.Id, period.Code, submission.OrganisationName, submission.Uscc, handIn.Sha256, handIn.Receipt }).AsNoTracking().ToListAsync(ct);
        var units = new Dictionary<CollectionPeriodId, Dictionary<string, string?>>();
        var rows = 0L;
        await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false));
        await writer.WriteLineAsync(string.Join(',', Schema.Columns.Select(c => c.Name)));
        foreach (var part in parts)
        {
            if (!units.TryGetValue(part.Id, out var unit))
            {
                units[part.Id] = unit = UnitsOf(forms.Of(await db.Periods.AsNoTracking().SingleAsync(p => p.Id == part.Id, ct)).Content);
            }

            foreach (var value in HandInContent.Read(blobs, part.Sha256).Values)
            {
                var isNumber = decimal.TryParse(value.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && unit.ContainsKey(PlaceOf(value.Sheet, value.Row, value.Column));
                var row = value.Row ?? (value.ListRow + 1)?.ToString(CultureInfo.InvariantCulture);
                await writer.WriteLineAsync(string.Join(',', new[]
                {
                    part.Code, part.OrganisationName, part.Uscc, value.Sheet, row, value.Column, isNumber ? value.Value : null, isNumber ? null : value.Value,
                    isNumber ? unit[PlaceOf(value.Sheet, value.Row, value.Column)] : null, part.Receipt, value.Source, value.SourceSha256,
                }.Select(CsvCell.Of)));
                rows++;
            }
        }

        return rows;
    }

    // The places of numbers, with their units.
    private static Dictionary<string, string?> UnitsOf(TemplateContent content) => content.Sheets
        .SelectMany(s => s.Columns.Where(c => c.Type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Number)
            .SelectMany(c => s.Rows.Count == 0 ? [(PlaceOf(s.Name, null, c.Name), c.Unit)] : s.Rows.Select(r => (PlaceOf(s.Name, r.Name, c.Name), r.Unit ?? c.Unit))))
        .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    private static string PlaceOf(string sheet, string? row, string column) => $"{sheet}!{row}[{column}]";
}

public sealed record PublishedPeriod(string Period, string Dataset, int Version, int Submissions, long Rows, Guid? Held);

internal static class PublishApproved
{
    public sealed record Request(string Period);

    public static async Task<Ok<PublishedPeriod>> Handle(Guid id, Request request, PublishPeriod publish, CancellationToken ct) => TypedResults.Ok(await publish.RunAsync(id, request.Period, ct));
}

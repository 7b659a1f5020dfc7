using System.Text.Json.Serialization;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Workbooks.Kept;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Publishing;

// What of an organisation's hand-ins is public, and the way back from it: the rows of the dataset with the cells that they came from,
// the receipt, the digest, and the ledger's entry. The values are those of the dataset, which the release gate may have masked.
public sealed class PublishedReads
{
    public const int PublishedMax = 500;
    public const int FiguresMax = 200;

    private readonly CollectionDb _db;
    private readonly WorkbookDb _workbooks;
    private readonly ICatalogueReads _catalogue;
    private readonly IRowQueries _rows;

    internal PublishedReads(CollectionDb db, WorkbookDb workbooks, ICatalogueReads catalogue, IRowQueries rows) =>
        (_db, _workbooks, _catalogue, _rows) = (db, workbooks, catalogue, rows);

    // Newest period first.
    public async Task<PublishedView> OfAsync(Guid organisation, CancellationToken ct)
    {
        var member = await _db.Members.AsNoTracking().Where(m => m.OrganisationId == organisation).OrderBy(m => m.Name).Select(m => new { m.Name, m.Uscc }).FirstOrDefaultAsync(ct)
            ?? throw CollectionRefusals.OrganisationNotAsked();
        return new PublishedView(organisation, member.Name, member.Uscc, await HandInsAsync(organisation, null, ct));
    }

    // The public rows of one hand-in, each with where it came from.
    public async Task<PublishedFigures> FiguresAsync(Guid organisation, string receipt, string? cursor, CancellationToken ct)
    {
        var handIn = (await HandInsAsync(organisation, receipt, ct)).FirstOrDefault() ?? throw CollectionRefusals.ReceiptNotPublished(receipt);
        var stored = await _catalogue.NewestRowsAsync(handIn.Dataset, ct);
        if (stored.Schema.Columns.All(c => c.Name != PublishPeriod.ReceiptColumn))
        {
            // The release gate left the column out.
            return new PublishedFigures(handIn, PageOf<PublishedFigure>.Empty);
        }

        var query = new RowQuery { Filters = [new RowFilter(PublishPeriod.ReceiptColumn, FilterOperator.Eq, [receipt])], Limit = FiguresMax, Cursor = cursor };
        var page = await _rows.ReadAsync(stored, query, ct);
        var figures = page.Rows.Select(r => FigureOf(page.Columns, r)).ToList();
        return new PublishedFigures(handIn, new PageOf<PublishedFigure>(await WithWorkbooksAsync(figures, ct), page.Total, page.Next));
    }

    private async Task<List<PublishedHandIn>> HandInsAsync(Guid organisation, string? receipt, CancellationToken ct)
    {
        var found = await (
            from submission in _db.Submissions.AsNoTracking()
            where submission.OrganisationId == organisation && submission.State == SubmissionState.Locked
            join handIn in _db.HandIns on new { submission.OrganisationId, submission.Id, Number = submission.HandInNumber }
                equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            join period in _db.Periods on submission.PeriodId equals period.Id
            join task in _db.Tasks on submission.TaskId equals task.Id
            where period.Dataset != null && (receipt == null || handIn.Receipt == receipt)
            orderby period.FirstOn descending, task.Id
            select new
            {
                submission.OrganisationName,
                Task = task.Id, task.Title, period.Code, period.Dataset, period.DatasetVersion, period.Template, period.Edition,
                handIn.Receipt, handIn.At, handIn.Sha256, handIn.LedgerId,
            }).Take(PublishedMax).ToListAsync(ct);
        var ids = found.Select(f => LedgerEntryId.From(f.LedgerId)).ToList();
        var entries = await _db.Whole.Set<LedgerEntry>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Index }).ToDictionaryAsync(e => e.Id.Value, e => e.Index, ct);
        return [.. found.Select(f => new PublishedHandIn
        {
            Organisation = organisation, OrganisationName = f.OrganisationName, Task = f.Task.Value, Title = f.Title, Period = f.Code, Dataset = f.Dataset!, DatasetVersion = f.DatasetVersion ?? 0, Template = f.Template, Edition = f.Edition,
            Receipt = f.Receipt, HandedInAt = f.At, Sha256 = f.Sha256, LedgerIndex = entries.TryGetValue(f.LedgerId, out var index) ? index : null,
        })];
    }

    private static PublishedFigure FigureOf(IReadOnlyList<RowPageColumn> columns, RowView row)
    {
        string? Cell(string name) => columns.Index().Where(c => c.Item.Name == name).Select(c => row.Cells[c.Index]).FirstOrDefault();
        return new PublishedFigure(row.Row, Cell("sheet"), Cell("row"), Cell("column"), Cell("number") ?? Cell("text"), Cell("unit"), Cell("source_cell"), Cell("source_sha256"), null)
        {
            IsNumber = Cell("number") is not null,
        };
    }

    // Whoever may read the workbook gets the address of its cell.
    private async Task<IReadOnlyList<PublishedFigure>> WithWorkbooksAsync(List<PublishedFigure> figures, CancellationToken ct)
    {
        var digests = figures.Select(f => f.SourceSha256).Where(d => d is not null).Distinct().ToList();
        if (digests.Count == 0)
        {
            return figures;
        }

        var workbooks = await _workbooks.Workbooks.AsNoTracking().Where(w => digests.Contains(w.Sha256)).OrderByDescending(w => w.Id).Select(w => new { w.Id, w.Sha256, w.FileName }).ToListAsync(ct);
        string? CellOf(PublishedFigure figure) => workbooks
            .Where(w => w.Sha256 == figure.SourceSha256 && figure.Source?.StartsWith(w.FileName + "#", StringComparison.Ordinal) is true)
            .Select(w => $"/collection/workbooks/{w.Id.Value}#{Uri.EscapeDataString(figure.Source![(w.FileName.Length + 1)..])}").FirstOrDefault();
        return [.. figures.Select(f => f with { Cell = CellOf(f) })];
    }
}

public sealed record PublishedView(Guid Organisation, string Name, string? Uscc, IReadOnlyList<PublishedHandIn> HandIns);

public sealed record PublishedHandIn
{
    public required Guid Organisation { get; init; }

    // As it was called when it was asked.
    public required string OrganisationName { get; init; }
    public required Guid Task { get; init; }
    public required string Title { get; init; }
    public required string Period { get; init; }
    public required string Dataset { get; init; }
    public required int DatasetVersion { get; init; }

    // The form that was asked for.
    public required string Template { get; init; }
    public required int Edition { get; init; }
    public required string Receipt { get; init; }
    public required DateTime HandedInAt { get; init; }
    public required string Sha256 { get; init; }

    // Null until the ledger has numbered it.
    public long? LedgerIndex { get; init; }

    // The rows of the hand-in are those of the dataset whose receipt is this one.
    public string Rows => $"/datasets/{Dataset}?receipt={Uri.EscapeDataString(Receipt)}";

    public string Figures => $"/collection/organisations/{Organisation}/figures/{Uri.EscapeDataString(Receipt)}";
}

public sealed record PublishedFigures(PublishedHandIn HandIn, PageOf<PublishedFigure> Figures);

// Source names the file, sheet and cell of a workbook, SourceSha256 the file's digest where the platform read it itself; both are null for
// what was entered in the form. Cell is the address of that cell, for whoever may read the workbook.
public sealed record PublishedFigure(
    long? DatasetRow, string? Sheet, string? Row, string? Column, string? Value, string? Unit, string? Source, string? SourceSha256, string? Cell)
{
    // Written with thousands marks.
    [JsonIgnore]
    public bool IsNumber { get; init; }
}

internal static class ReadPublished
{
    public static async Task<Ok<PublishedView>> Handle(Guid organisation, PublishedReads published, CancellationToken ct) => TypedResults.Ok(await published.OfAsync(organisation, ct));

    public static async Task<Ok<PublishedFigures>> HandleFigures(Guid organisation, string receipt, string? cursor, PublishedReads published, CancellationToken ct) =>
        TypedResults.Ok(await published.FiguresAsync(organisation, receipt, cursor, ct));
}

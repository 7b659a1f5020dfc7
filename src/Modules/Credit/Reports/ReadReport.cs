using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Ledger.Seals;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Reports;

// What a report says and its file, and whoever gets them noted for stop-use.
internal sealed class GivenReports(ReportReads reads, ReceiptBook receipts)
{
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-not-found</c> or <c>credit.report-not-current</c></exception>
    public async Task<ReportDocument> DocumentAsync(string number, string? code, CancellationToken ct)
    {
        var view = await reads.ViewAsync(number, code, ct);
        await receipts.NoteAsync(ReadReport.RecordsOf(view), ct);
        return view.Document ?? throw CreditRefusals.ReportNotCurrent();
    }

    /// <returns>Null while the ledger has not numbered it yet.</returns>
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-not-found</c> or <c>credit.report-not-current</c></exception>
    public async Task<byte[]?> FileAsync(string number, string? code, CancellationToken ct)
    {
        if (await reads.FileAsync(number, code, ct) is not { } file)
        {
            return null;
        }

        await receipts.NoteAsync(ReadReport.RecordsOf(await reads.ViewAsync(number, code, ct)), ct);
        return file;
    }
}

internal static class ReadReport
{
    private const string RetryAfterSeconds = "1";

    public static async Task<Ok<ReportView>> Handle(string number, string? code, ReportReads reads, ReceiptBook receipts, CancellationToken ct)
    {
        var view = await reads.ViewAsync(number, code, ct);
        await receipts.NoteAsync(RecordsOf(view), ct);
        return TypedResults.Ok(view);
    }

    public static async Task<FileContentHttpResult> HandlePaper(
        string number, string? code, HttpRequest request, GivenReports reports, ReportPaper paper, PlatformSettings settings, CancellationToken ct)
    {
        paper.Require();
        var document = await reports.DocumentAsync(number, code, ct);
        return TypedResults.File(paper.Of(document, ReportAddress.SiteOf(request, settings)), ReportPaper.MediaType, $"credit-report-{number}.pdf");
    }

    // What is given out with it, for stop-use.
    public static IEnumerable<Guid> RecordsOf(ReportView view) => view.Document?.Body.Sections.SelectMany(s => s.Facts).Select(f => f.Id) ?? [];

    // The entry of a report that was just issued is numbered within about a second.
    public static async Task<Results<FileContentHttpResult, Accepted>> HandleFile(string number, string? code, HttpContext http, GivenReports reports, CancellationToken ct)
    {
        if (await reports.FileAsync(number, code, ct) is { } file)
        {
            return TypedResults.File(file, SealedDocument.MediaType, $"credit-report-{number}.json");
        }

        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Accepted((string?)null);
    }
}

using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Ledger.Seals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Reports;

internal static class ReadReport
{
    private const string RetryAfterSeconds = "1";

    public static async Task<Ok<ReportView>> Handle(string number, string? code, ReportReads reads, ReceiptBook receipts, CancellationToken ct)
    {
        var view = await reads.ViewAsync(number, code, ct);
        await receipts.NoteAsync(RecordsOf(view), ct);
        return TypedResults.Ok(view);
    }

    // What is given out with it, for stop-use.
    public static IEnumerable<Guid> RecordsOf(ReportView view) => view.Document?.Body.Sections.SelectMany(s => s.Facts).Select(f => f.Id) ?? [];

    // The entry of a report that was just issued is numbered within about a second.
    public static async Task<Results<FileContentHttpResult, Accepted>> HandleFile(
        string number, string? code, HttpContext http, ReportReads reads, ReceiptBook receipts, CancellationToken ct)
    {
        if (await reads.FileAsync(number, code, ct) is { } file)
        {
            await receipts.NoteAsync(RecordsOf(await reads.ViewAsync(number, code, ct)), ct);
            return TypedResults.File(file, SealedDocument.MediaType, $"credit-report-{number}.json");
        }

        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Accepted((string?)null);
    }
}

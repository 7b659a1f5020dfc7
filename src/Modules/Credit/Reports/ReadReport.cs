using Gongxin.Kernel.Ledger.Seals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Reports;

internal static class ReadReport
{
    private const string RetryAfterSeconds = "1";

    public static async Task<Ok<ReportView>> Handle(string number, string? code, ReportReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ViewAsync(number, code, ct));

    // The entry of a report that was just issued is numbered within about a second.
    public static async Task<Results<FileContentHttpResult, Accepted>> HandleFile(string number, string? code, HttpContext http, ReportReads reads, CancellationToken ct)
    {
        if (await reads.FileAsync(number, code, ct) is { } file)
        {
            return TypedResults.File(file, SealedDocument.MediaType, $"credit-report-{number}.json");
        }

        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Accepted((string?)null);
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Reports.Batches;

internal sealed record ReportBatchInput(IReadOnlyList<string> Codes);

// What a batch came to; Download is where the operation's page leads.
internal sealed record ReportBatchOutcome(int Reports, int Refused, DateTime ExpiresAt, string Download);

// Issues a report for each of many codes, and puts the files that prove themselves into one archive with a list of them all: a code that gets
// none stands there with the reason. Begun again after a kill it issues none twice while nothing has changed (IssueReport).
internal sealed class ReportBatchOperation(IssueReport issue, GivenReports given, ReportBatchFiles files, CreditDb credit, TimeProvider clock) : IOperationHandler
{
    public const string KindName = "credit.reports";
    public const int CodesMax = 500;
    public const string Issuing = "reports.Issuing";
    public const string Writing = "reports.Writing";
    private const string List = "reports.csv";
    private const string Head = "uscc,number,code,finding,issued_at,file,problem\r\n";

    // An entry is numbered within about a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const int PausesMax = 600;

    public string Kind => KindName;

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var codes = JsonSerializer.Deserialize<ReportBatchInput>(context.Operation.Input)!.Codes;
        var id = context.Operation.Id.Value;
        var issued = new List<(string Asked, CreditReport? Report, string? Problem)>(codes.Count);
        foreach (var code in codes)
        {
            issued.Add(await IssueAsync(code, ct));
            context.Progress.Report(new OperationProgress(Issuing, issued.Count, codes.Count));
        }

        files.Folder.Create();
        var written = 0;
        await using (var file = new FileStream(files.UnfinishedOf(id), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        await using (var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            var list = new StringBuilder(Head);
            foreach (var (asked, report, problem) in issued)
            {
                var refused = report is null ? problem : await WriteAsync(archive, report, ct);
                written += refused is null ? 1 : 0;
                list.Append(LineOf(asked, report, refused));
                context.Progress.Report(new OperationProgress(Writing, written, issued.Count));
            }

            await using var entry = await archive.CreateEntry(List).OpenAsync(ct);
            await entry.WriteAsync(Encoding.UTF8.GetPreamble(), ct);
            await entry.WriteAsync(Encoding.UTF8.GetBytes(list.ToString()), ct);
        }

        File.Move(files.UnfinishedOf(id), files.ResultOf(id), overwrite: true);
        var now = clock.GetUtcNow().UtcDateTime;
        var outcome = new ReportBatchOutcome(written, codes.Count - written, now + OperationFiles.KeptFor, $"/api/v1/credit/reports/batches/{id}");
        context.Operation.Succeed(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web), now);
        credit.Audit("ReportsIssued", $"credit:reports/{id}", new { outcome.Reports, outcome.Refused });
        await credit.SaveAsync(ct);
    }

    private async Task<(string, CreditReport?, string?)> IssueAsync(string code, CancellationToken ct)
    {
        try
        {
            return (code, await issue.RunAsync(code, ct), null);
        }
        catch (Refusal refusal)
        {
            return (code, null, refusal.Code);
        }
    }

    // The reason why there is no file: something changed after the report was issued.
    private async Task<string?> WriteAsync(ZipArchive archive, CreditReport report, CancellationToken ct)
    {
        try
        {
            var bytes = await SealedAsync(report, ct);
            await using var entry = await archive.CreateEntry(NameOf(report)).OpenAsync(ct);
            await entry.WriteAsync(bytes, ct);
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }

    private async Task<byte[]> SealedAsync(CreditReport report, CancellationToken ct)
    {
        for (var pause = 0; pause < PausesMax; pause++)
        {
            if (await given.FileAsync(report.Number, report.Code, ct) is { } file)
            {
                return file;
            }

            await Task.Delay(Pause, clock, ct);
        }

        throw new InvalidOperationException($"The ledger has not numbered report {report.Number}.");
    }

    private static string NameOf(CreditReport report) => $"credit-report-{report.Number}.json";

    private static string LineOf(string asked, CreditReport? report, string? problem) => string.Create(
        CultureInfo.InvariantCulture,
        $"{CsvCell.Of(asked)},{report?.Number},{report?.Code},{(report is null ? "" : JsonNamingPolicy.CamelCase.ConvertName(report.Finding.ToString()))},{report?.IssuedAt:O},{(report is null || problem is not null ? "" : NameOf(report))},{problem}\r\n");
}

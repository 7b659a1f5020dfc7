using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Seals;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Reports;

// Issues a report of what stands now: sealed in the ledger by its digest. The same question within a few minutes gets the same report while
// nothing has changed, so that pressing twice makes one.
internal sealed class IssueReport(CreditDb credit, BuildReport build, LedgerReader ledger, PlatformSettings settings, TimeProvider clock)
{
    public const string LedgerKind = "credit.report-issued";
    private static readonly TimeSpan SameFor = TimeSpan.FromMinutes(10);

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.code-not-usable</c></exception>
    public async Task<CreditReport> RunAsync(string? uscc, CancellationToken ct)
    {
        var code = BuildReport.CodeOf(uscc);
        var (subject, body) = await build.RunAsync(code, ct);
        var digest = ReportDocument.DigestOf(body);
        var now = clock.GetUtcNow();
        var since = (now - SameFor).UtcDateTime;
        if (await credit.Reports.AsNoTracking().Where(r => r.SubjectId == subject && r.Uscc == code && r.BodySha256 == digest && r.Format == ReportDocument.Form && r.IssuedAt > since)
            .OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct) is { } same)
        {
            return same;
        }

        var document = new ReportDocument(
            ReportDocument.Form, ReportDocument.KindOfAll, ReportNumber.Next(now), ReportNumber.Code(), NameOf(settings), Short(settings.Operator),
            now.UtcDateTime.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMillisecond)), await ledger.SizeAsync(ct), code, body);
        var leaf = MerkleHash.Leaf(document.ToBytes());
        var report = new CreditReport
        {
            SubjectId = subject,
            Number = document.Number,
            Code = document.Code,
            Uscc = code,
            Finding = body.Finding,
            Format = document.Format,
            Site = document.Site,
            Issuer = document.Issuer,
            IssuedAt = document.IssuedAt,
            LedgerSize = document.LedgerSize,
            BodySha256 = digest,
            LeafHash = Convert.ToHexStringLower(leaf),
            EntryId = credit.QueueLedger(LedgerKind, $"credit:report/{document.Number}", new { seal = Seal.Of([leaf]) }),
        };
        credit.Reports.Add(report);
        credit.Audit("ReportIssued", $"credit:report/{report.Number}", new { report.Uscc });
        await credit.SaveAsync(ct);
        return report;
    }

    private static string NameOf(PlatformSettings settings) => Short(settings.SiteName.Length > 0 ? settings.SiteName : settings.NodeName);

    private static string Short(string text) => text.Length > CreditReport.SiteMax ? text[..CreditReport.SiteMax] : text;

    internal sealed record Request(string? Uscc);

    public static async Task<Created<ReportView>> Handle(Request request, IssueReport issue, ReportReads reads, ReceiptBook receipts, CancellationToken ct)
    {
        var report = await issue.RunAsync(request.Uscc, ct);
        var view = await reads.ViewAsync(report.Number, report.Code, ct);
        await receipts.NoteAsync(ReadReport.RecordsOf(view), ct);
        return TypedResults.Created($"/api/v1/credit/reports/{report.Number}?code={report.Code}", view);
    }
}

using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Seals;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Reports;

// Reports that were issued, as they stand today.
internal sealed class ReportReads(CreditDb credit, BuildReport build, LedgerReader ledger)
{
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-not-found</c>, also with a wrong code.</exception>
    public async Task<ReportView> ViewAsync(string? number, string? code, CancellationToken ct)
    {
        var report = await FindAsync(number, code, ct);
        var (state, document) = await TodayAsync(report, ct);
        var entry = await ledger.EntryAsync(report.EntryId, ct);
        return new(
            report.Number, report.Code, report.Uscc, report.Finding, report.IssuedAt, state, entry?.Index, report.LeafHash, state is ReportState.Current ? document : null);
    }

    // The file that proves itself; null while the ledger has not numbered it yet.
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-not-found</c> or <c>credit.report-not-current</c></exception>
    public async Task<byte[]?> FileAsync(string number, string? code, CancellationToken ct)
    {
        var report = await FindAsync(number, code, ct);
        var (state, document) = await TodayAsync(report, ct);
        if (state is not ReportState.Current)
        {
            throw CreditRefusals.ReportNotCurrent();
        }

        return await ledger.SealAsync(document.ToBytes(), SealPlace.Alone, report.EntryId, ct);
    }

    // The report made again of what stands today, under its own number and time.
    private async Task<(ReportState State, ReportDocument Document)> TodayAsync(CreditReport report, CancellationToken ct)
    {
        var (_, body) = await build.RunAsync(report.Uscc, ct);
        var document = new ReportDocument(
            report.Format, ReportDocument.KindOfAll, report.Number, report.Code, report.Site, report.Issuer, report.IssuedAt, report.LedgerSize, report.Uscc, body);
        var state = report.Format != ReportDocument.Form ? ReportState.OtherForm
            : ReportDocument.DigestOf(body) != report.BodySha256 ? ReportState.Superseded
            : Convert.ToHexStringLower(MerkleHash.Leaf(document.ToBytes())) == report.LeafHash ? ReportState.Current
            : ReportState.OtherForm;
        return (state, document);
    }

    private async Task<CreditReport> FindAsync(string? number, string? code, CancellationToken ct)
    {
        var (asked, opens) = (Plain(number, CreditReport.NumberMax), Plain(code, CreditReport.CodeMax));
        return (asked.Length > 0 && opens.Length > 0
            ? await credit.Reports.AsNoTracking().Where(r => r.Number == asked && r.Code == opens).FirstOrDefaultAsync(ct)
            : null) ?? throw CreditRefusals.ReportNotFound();
    }

    // As people type what they read on paper.
    private static string Plain(string? text, int max)
    {
        var plain = string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return plain.Length <= max ? plain : "";
    }
}

/// <summary>How a report that was issued stands to what is on record today.</summary>
public enum ReportState
{
    /// <summary>A report of today would say the same.</summary>
    Current,

    /// <summary>It was issued so, and a report of today would say something else.</summary>
    Superseded,

    /// <summary>It was issued in a form that this version of the program does not make, so the two cannot be compared.</summary>
    OtherForm,
}

/// <summary>A report that was issued.</summary>
/// <param name="Code">Stands on the report; number and code together open it.</param>
/// <param name="State">current, superseded or otherForm.</param>
/// <param name="LedgerIndex">Entry of the ledger that seals it; null in the moment before it is numbered.</param>
/// <param name="LeafHash">Digest by which the ledger seals it.</param>
/// <param name="Document">What it says; null when it is no longer current: then only who holds the file can show it.</param>
public sealed record ReportView(
    string Number, string Code, string Uscc, ReportFinding Finding, DateTime IssuedAt, ReportState State, long? LedgerIndex, string LeafHash, ReportDocument? Document);

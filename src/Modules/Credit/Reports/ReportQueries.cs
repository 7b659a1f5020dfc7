using Gongxin.Credit.Reports.Batches;

namespace Gongxin.Credit.Reports;

// What the pages of reports do: the same functions as the API.
public sealed class ReportQueries
{
    private readonly IssueReport _issue;
    private readonly ReportReads _reads;
    private readonly ReportBatches _batches;

    internal ReportQueries(IssueReport issue, ReportReads reads, ReportBatches batches) => (_issue, _reads, _batches) = (issue, reads, batches);

    /// <returns>Address of the page of the report.</returns>
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.code-not-usable</c></exception>
    public async Task<string> IssueAsync(string uscc, CancellationToken ct)
    {
        var report = await _issue.RunAsync(uscc, ct);
        return $"/credit/reports/{report.Number}?code={report.Code}";
    }

    /// <returns>The operation that makes the reports.</returns>
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-count</c>, <c>credit.code-not-usable</c></exception>
    public Task<Guid> StartAsync(IReadOnlyList<string> codes, CancellationToken ct) => _batches.StartAsync(codes, ct);

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-not-found</c></exception>
    public Task<ReportView> ViewAsync(string? number, string? code, CancellationToken ct) => _reads.ViewAsync(number, code, ct);
}

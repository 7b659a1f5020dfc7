namespace Gongxin.Credit.Reports;

// What the pages of reports do: the same functions as the API.
public sealed class ReportQueries
{
    private readonly IssueReport _issue;
    private readonly ReportReads _reads;

    internal ReportQueries(IssueReport issue, ReportReads reads) => (_issue, _reads) = (issue, reads);

    /// <returns>Address of the page of the report.</returns>
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.code-not-usable</c></exception>
    public async Task<string> IssueAsync(string uscc, CancellationToken ct)
    {
        var report = await _issue.RunAsync(uscc, ct);
        return $"/credit/reports/{report.Number}?code={report.Code}";
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-not-found</c></exception>
    public Task<ReportView> ViewAsync(string? number, string? code, CancellationToken ct) => _reads.ViewAsync(number, code, ct);
}

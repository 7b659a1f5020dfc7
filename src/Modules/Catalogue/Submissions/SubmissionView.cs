using System.Globalization;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Submissions;

// A receipt on the wire and on its page.
public sealed record SubmissionView(
    Guid Id,
    string State,
    string FileName,
    string Sha256,
    long Bytes,
    DateTime ReceivedAt,
    string HandedInBy,
    string? Format,
    string? Encoding,
    IReadOnlyList<FindingView> Findings,
    IReadOnlyList<SubmissionView.TableView> Tables)
{
    public sealed record TableView(
        string Table, string Dataset, int Version, bool Unchanged, long RowsRead, long RowsLoaded, long RowsRefused, long CellsQuarantined)
    {
        // Waits for a reviewer, or did; the version is 0 until it is released.
        public Guid? Held { get; init; }
    }

    internal static SubmissionView Of(Submission submission, SubmissionReport report) => Of(
        submission,
        [.. report.Tables.Zip(submission.Tables, (r, t) =>
            new TableView(t.Table, r.Dataset, r.Version, r.Unchanged, r.RowsRead, r.RowsLoaded, r.RowsRefused, r.CellsQuarantined) { Held = r.Held })]);

    internal static SubmissionView Of(Submission submission, IReadOnlyList<TableView> tables) => new(
        submission.Id.Value,
        submission.State.ToString(),
        submission.FileName,
        submission.Sha256,
        submission.Bytes,
        submission.ReceivedAt,
        submission.HandedInByName,
        submission.Format,
        submission.Encoding,
        FindingView.Of(submission.Findings),
        tables);
}

// A finding with its message in the reader's language.
public sealed record FindingView(string? Table, long? Row, string? Column, string Code, string Message, string? Text)
{
    public static IReadOnlyList<FindingView> Of(IEnumerable<Finding> findings) => [.. findings.Select(Of)];

    public static FindingView Of(Finding finding) => new(
        finding.Table, finding.Row, finding.Column, finding.Code, FindingText.Of(finding, CultureInfo.CurrentUICulture), finding.Text);
}

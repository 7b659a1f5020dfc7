using Gongxin.Collection.Checks;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Review;
using Gongxin.Collection.Templates;

namespace Gongxin.Collection.Submissions;

// What somebody owes, in a list.
public sealed record SubmissionItem
{
    public required Guid Id { get; init; }
    public required Guid Task { get; init; }
    public required string Title { get; init; }
    public required string Period { get; init; }
    public required Guid Organisation { get; init; }
    public required string OrganisationName { get; init; }
    public required SubmissionState State { get; init; }
    public required int Round { get; init; }
    public required DateOnly DueOn { get; init; }

    // Working days until it is due; negative when it is overdue.
    public int WorkingDaysLeft { get; init; }
    public DateTime? HandedInAt { get; init; }
    public bool? IsLate { get; init; }
    public int FindingCount { get; init; }
}

// A submission whole: the form, what stands in it, what the checks say, and what happened to it.
public sealed record SubmissionView
{
    public required SubmissionItem About { get; init; }
    public required int Version { get; init; }
    public required bool MayFillIn { get; init; }
    public required bool MayForward { get; init; }
    public required bool MayReview { get; init; }
    public required bool MayRevise { get; init; }

    // The caller reviews it under a delegation, for this person.
    public string? ReviewsInSteadOf { get; init; }
    public required DueExplained Deadline { get; init; }
    public required TemplateContent Form { get; init; }
    public required IReadOnlyList<FormValue> Values { get; init; }
    public required IReadOnlyList<Explanation> Explanations { get; init; }
    public required IReadOnlyList<FindingView> Findings { get; init; }

    // Each number beside what it was before and, for reviewers, what others have.
    public required IReadOnlyList<FigureComparison> Comparisons { get; init; }
    public required IReadOnlyList<ReceiptView> Receipts { get; init; }
    public required IReadOnlyList<RemarkView> Remarks { get; init; }
    public string? DraftByName { get; init; }
    public DateTime? DraftAt { get; init; }
}

// A finding in the reader's language.
public sealed record FindingView(
    string Code, string Key, CheckGrade Grade, string Sheet, string? Row, int? ListRow, string? Column, string Message, string? Explanation);

// What proves a hand-in.
public sealed record ReceiptView(
    string Receipt, int Number, DateTime At, string ByName, bool IsLate, string Sha256, int CellCount, int FindingCount, HandInSource Source, string LedgerSubject);

public sealed record RemarkView(int Number, int HandInNumber, ReviewAct Act, string? Comment, IReadOnlyList<CellComment> Cells, string ByName, DateTime At)
{
    // For whom, where it was done under a delegation.
    public string? InSteadOf { get; init; }
}

// What came of a hand-in.
public sealed record ImportSummary
{
    public required ImportStatus Status { get; init; }
    public required bool DryRun { get; init; }

    // True when the same had been handed in before, and this is the receipt of then.
    public bool Repeated { get; init; }
    public required Guid Submission { get; init; }
    public required string Period { get; init; }
    public required ImportCounts Counts { get; init; }
    public required IReadOnlyList<FindingView> Findings { get; init; }
    public ReceiptView? Receipt { get; init; }
}

public enum ImportStatus
{
    Success,

    // Findings that must be fixed, or explained: nothing was handed in.
    Error,
}

// Given = taken + left out. Explained are findings with an explanation.
public sealed record ImportCounts(int Given, int Taken, int LeftOut, int MustFix, int ToExplain, int Explained, int Notes);

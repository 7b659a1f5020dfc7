using Gongxin.Collection.Submissions;

namespace Gongxin.Collection.Sources;

// Where figures are to be pulled from, and when. A secret that is left out stays as it is, unless the address changes.
public sealed record SourceRequest
{
    public SourceKind Kind { get; init; }

    // An address of the web ({period}, {first} and {last} in it are filled in), or HOST:PORT/DATABASE.
    public string? Address { get; init; }

    // Of PostgreSQL: a SELECT; $1 is the period, $2 its first and $3 its last day.
    public string? Query { get; init; }
    public string? UserName { get; init; }

    // Of the web: the header that carries the secret.
    public string? HeaderName { get; init; }
    public string? Secret { get; init; }
    public bool ForgetSecret { get; init; }
    public PullOutcome Outcome { get; init; }
    public int DaysBefore { get; init; } = 3;

    // HH:MM in the legal zone.
    public string? At { get; init; }
    public int Retries { get; init; } = 3;
    public int RetryMinutes { get; init; } = 30;
    public bool IsActive { get; init; } = true;
}

// A task that asks one of the caller's organisations, with its source where there is one.
public sealed record SourceItem(Guid Task, string Title, Guid Organisation, string OrganisationName, SourceKind? Kind, bool IsActive, PullOutcome? Outcome, PullItem? Last);

public sealed record SourceView
{
    public required Guid Task { get; init; }
    public required string Title { get; init; }
    public required Guid Organisation { get; init; }
    public required string OrganisationName { get; init; }

    // Null while none is set.
    public SourceSet? Set { get; init; }

    // What is pulled next, and when.
    public required IReadOnlyList<NextPull> Next { get; init; }

    // Newest first.
    public required IReadOnlyList<PullItem> Pulls { get; init; }
}

// Without the secret: that there is one is all that is told.
public sealed record SourceSet(
    SourceKind Kind, string Address, string? Query, string? UserName, string? HeaderName, bool HasSecret, PullOutcome Outcome, int DaysBefore, string At, int Retries, int RetryMinutes, bool IsActive,
    string SetByName, DateTime SetAt);

public sealed record NextPull(Guid Submission, string Period, DateOnly DueOn, DateTime At);

// Attempt: 0 for what a person tried. Error: what failed, in the reader's language.
public sealed record PullItem(
    Guid Id, Guid Submission, string Period, int Attempt, PullState State, DateTime At, DateTime? EndedAt, string ByName, string? FileName, string? Sha256, long? Bytes, int? ValueCount,
    int? FindingCount, Guid? Workbook, string? ErrorCode, string? Error);

// What one pull brought: the first values, each with its place, and what the checks say of all.
public sealed record PullView(PullItem About, string Address, string? Query, int Version, bool MayTake, IReadOnlyList<FormValue> Values, IReadOnlyList<FindingView> Findings);

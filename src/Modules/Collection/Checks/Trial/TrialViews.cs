using System.ComponentModel.DataAnnotations;

namespace Gongxin.Collection.Checks.Trial;

// A check as somebody thinks of it, and what it is tried on.
public sealed record NewTrial
{
    public const int MessageMax = 500;

    public required Guid Task { get; init; }

    // Where its names are looked up first; null for the first sheet of the form.
    public string? Sheet { get; init; }
    public required string Expression { get; init; }
    public CheckGrade Grade { get; init; } = CheckGrade.Explain;

    [StringLength(MessageMax)]
    public string? Message { get; init; }

    // The code of a check of the form that it shall replace: both are run and laid side by side.
    public string? Replaces { get; init; }

    // The newest period, by its code; null for the newest there is.
    public string? Until { get; init; }

    [Range(1, TryCheck.PeriodsMax)]
    public int Periods { get; init; } = 12;
}

// What a check would have found.
public sealed record TrialView
{
    // What is wrong in the expression, and where; then nothing was run.
    public TrialFault? Fault { get; init; }
    public IReadOnlyList<TrialPeriod> Periods { get; init; } = [];

    // The first ones; FindingCount is exact.
    public IReadOnlyList<TrialFinding> Findings { get; init; } = [];
    public long FindingCount { get; init; }
    public int Organisations { get; init; }

    // Fewer than Organisations when the time was over.
    public int OrganisationsLooked { get; init; }

    // Hand-ins in which it finds something, and the check that it shall replace does not; and the other way round.
    public int? Gained { get; init; }
    public int? Lost { get; init; }
}

// At and Length count characters of the expression, from 0.
public sealed record TrialFault(string Code, string Message, int At, int Length);

// Caught are hand-ins with at least one finding: with the grade MustFix they would have been stopped, with Explain explained.
public sealed record TrialPeriod(string Period, int HandIns)
{
    public int Caught { get; set; }
    public long Findings { get; set; }

    // Places where it could not be judged, because a value was missing.
    public long Unknown { get; set; }

    // Of the check that it shall replace, on the same values.
    public int? CaughtNow { get; set; }

    // Hand-ins in which anything was found when they were handed in, by any check.
    public int FoundThen { get; set; }

    // The form of the period has not the rows and columns that the check names.
    public bool IsOtherForm { get; set; }
}

public sealed record TrialFinding(string Period, Guid Submission, Guid Organisation, string OrganisationName, string Sheet, string? Row, int? ListRow, string? Column, string Message)
{
    // The numbers and days that it speaks of, by row and column. Texts are not repeated here.
    public IReadOnlyList<TrialValue> Values { get; init; } = [];

    // The check that it shall replace finds it too.
    public bool? IsFoundNow { get; init; }

    // What was said to a finding at the same place when it was handed in; empty when nothing was said, null when nothing was found there.
    public string? SaidThen { get; init; }
}

public sealed record TrialValue(string Place, string Value);

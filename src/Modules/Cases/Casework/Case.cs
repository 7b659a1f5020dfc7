using Gongxin.Cases.Kinds;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Time;

namespace Gongxin.Cases.Casework;

internal readonly record struct CaseId(Guid Value) : IId<CaseId>
{
    public static CaseId From(Guid value) => new(value);
}

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>已提交，待受理</summary>
    Submitted,

    /// <summary>待补正</summary>
    Incomplete,

    /// <summary>承办中</summary>
    Handling,

    /// <summary>已答复</summary>
    Answered,

    /// <summary>不予受理</summary>
    Refused,

    /// <summary>申请人撤回</summary>
    Dropped,
}

// One matter that somebody brings to the front desk, of any kind.
//
//                 ask ┌────────────┐ supplement
//                     ▼            │
//   apply ──▶ Submitted ◀── Incomplete            applicant:  supplement, drop, reopen
//                │  │                              desk:       accept, refuse, ask, send
//          accept│  └─refuse─▶ Refused             handler:    receive, pause, resume, hand on, hand back, answer
//                ▼
//             Handling ──answer──▶ Answered
//                ▲  │                 │
//                │  └ hand on, back   │
//                └───────reopen───────┘            Submitted, Incomplete, Handling ──drop──▶ Dropped
//
// 1. What a case says of natural persons stands protected in CaseApplicant and in the applicant's steps, nowhere else.
// 2. Every step is kept with who, when and why; what is not possible in a state is refused.
// 3. Each body that a case was sent to has its own destination with its own state; one of them at most is open.
internal sealed partial class Case : Aggregate
{
    public const int AboutMax = 300;
    public const int AnswerMax = 4000;
    public const int ReopenMax = 2;

    private readonly List<CaseStep> _steps = [];
    private readonly List<CaseDestination> _destinations = [];
    private readonly List<CaseAttachment> _attachments = [];

    private Case()
    {
    }

    public CaseId Id { get; private init; }

    // What the applicant is told; with the code it opens the case.
    public string Number { get; private init; } = "";
    public string CodeHash { get; private init; } = "";
    public string Kind { get; private init; } = "";
    public CaseState State { get; private set; }

    // The legal subject whose record it is about.
    public Guid? SubjectId { get; private init; }
    public string? Uscc { get; private init; }
    public string? SubjectName { get; private init; }
    public Guid? Record { get; private init; }

    // The number of the decision, or the address of what it is about.
    public string? About { get; private init; }

    // Who has it: empty while it is with the front desk.
    public Guid HandlerId { get; private set; }
    public string HandlerName { get; private set; } = "";
    public string? BodyUscc { get; private set; }
    public DateTime SubmittedAt { get; private init; }
    public DateOnly? AcceptedOn { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public string? Outcome { get; private set; }
    public string? Answer { get; private set; }

    // The deadline that runs; null while the clock stands or nothing is due.
    public DateOnly? DueOn { get; private set; }
    public bool IsProvisional { get; private set; }
    public int ReopenCount { get; private set; }

    // Raised with every step, so that a lost race is seen whatever the step changes besides.
    public int StepCount { get; private set; }

    // The last day on which the job of reminders looked at it.
    public DateOnly? LookedAtOn { get; private set; }
    public IReadOnlyList<CaseStep> Steps => _steps;
    public IReadOnlyList<CaseDestination> Destinations => _destinations;
    public IReadOnlyList<CaseAttachment> Attachments => _attachments;

    public CaseKind Of => CaseKinds.Of(Kind);

    public bool IsPaused => Pauses.Any(p => p.To is null);

    // Times that do not count: while papers are awaited, and while the handler waits for others.
    public IReadOnlyList<Pause> Pauses => [.. _steps.Where(s => s.Kind is StepKind.Asked or StepKind.Paused).Select(begin =>
    {
        var end = _steps.FirstOrDefault(s => s.Number > begin.Number && s.Kind is StepKind.Supplemented or StepKind.Resumed or StepKind.Dropped or StepKind.Answered);
        return new Pause(LegalZone.LegalDay(begin.At).AddDays(1), end is null ? null : LegalZone.LegalDay(end.At), begin.Kind.ToString());
    }).Where(p => p.To is null || p.To >= p.From)];

    public CaseDestination? OpenDestination => _destinations.LastOrDefault(d => d.State is DestinationState.Sent or DestinationState.Received);

    public static Case Apply(NewCase about, string number, string codeHash, DateTime now) => new()
    {
        Id = IId<CaseId>.New(),
        Number = number,
        CodeHash = codeHash,
        Kind = about.Kind,
        SubjectId = about.SubjectId,
        Uscc = about.Uscc,
        SubjectName = about.SubjectName,
        Record = about.Record,
        About = about.About,
        BodyUscc = about.BodyUscc,
        SubmittedAt = now,
    };

    public void LookAt(DateOnly day) => LookedAtOn = day;

    public void SetDue(DateOnly? due, bool isProvisional) => (DueOn, IsProvisional) = (due, due is not null && isProvisional);
}

// What a case is about, when it is made.
internal sealed record NewCase(string Kind)
{
    public Guid? SubjectId { get; init; }
    public string? Uscc { get; init; }
    public string? SubjectName { get; init; }
    public Guid? Record { get; init; }
    public string? About { get; init; }
    public string? BodyUscc { get; init; }
}

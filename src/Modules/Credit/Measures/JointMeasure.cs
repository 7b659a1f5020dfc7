using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Credit.Records;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;

namespace Gongxin.Credit.Measures;

internal readonly record struct JointMeasureId(Guid Value) : IId<JointMeasureId>
{
    public static JointMeasureId From(Guid value) => new(value);
}

/// <summary>Why joint measures end before their cause runs out.</summary>
public enum LiftReason
{
    /// <summary>修复</summary>
    Repaired,

    /// <summary>撤销</summary>
    Revoked,

    /// <summary>异议成立</summary>
    Objection,
}

// Joint measures about one subject for one cause: an entry of a list, or a penalty. One task for each clause of the memorandum.
//
//   initiate ──▶ in force ──lift──▶ lifted
//                   └── cause or memorandum is over ──▶ over
//
// 1. In force as long as the cause is public and the memorandum holds. That is a question of the day (MeasureReads.InForceOn), so no job
//    ends measures and none can be late.
// 2. A repair, a withdrawal, or the removal from the list lifts them in its own transaction.
// 3. For one cause a memorandum is called upon once.
internal sealed class JointMeasure : Aggregate
{
    public const int TextMax = 500;
    private readonly List<MeasureTask> _tasks = [];

    private JointMeasure()
    {
    }

    public SubjectId SubjectId { get; private init; }
    public JointMeasureId Id { get; private init; }
    public MemorandumId MemorandumId { get; private init; }

    // The cause: one of the two.
    public ListEntryId? EntryId { get; private init; }
    public RecordId? RecordId { get; private init; }
    public Guid CauseId { get; private init; }

    // Number of the decision that is the cause.
    public string CauseNumber { get; private init; } = "";
    public MeasureKind Kind { get; private init; }
    public string SubjectUscc { get; private init; } = "";
    public string SubjectName { get; private init; } = "";
    public Guid BodyId { get; private init; }
    public string BodyUscc { get; private init; } = "";
    public string BodyName { get; private init; } = "";
    public DateOnly InitiatedOn { get; private init; }
    public DateOnly? LiftedOn { get; private set; }
    public LiftReason? LiftReason { get; private set; }
    public string? LiftText { get; private set; }

    // Raised with every step of a task, so that a lost race is seen.
    public int StepCount { get; private set; }
    public IReadOnlyList<MeasureTask> Tasks => _tasks;

    public static JointMeasure Initiate(Memorandum memorandum, MeasureCause cause, DateOnly today, DateOnly dueOn)
    {
        var measure = new JointMeasure
        {
            SubjectId = cause.Subject,
            Id = IId<JointMeasureId>.New(),
            MemorandumId = memorandum.Id,
            EntryId = cause.IsRecord ? null : new ListEntryId(cause.Id),
            RecordId = cause.IsRecord ? new RecordId(cause.Id) : null,
            CauseId = cause.Id,
            CauseNumber = cause.Number,
            Kind = memorandum.Kind,
            SubjectUscc = cause.Uscc,
            SubjectName = cause.Name,
            BodyId = cause.BodyId,
            BodyUscc = cause.BodyUscc,
            BodyName = cause.BodyName,
            InitiatedOn = today,
        };
        measure._tasks.AddRange(memorandum.Clauses.OrderBy(c => c.Number).Select(c => MeasureTask.Push(measure, c, dueOn)));
        return measure;
    }

    public MeasureTask Task(int number) => _tasks.Find(t => t.Number == number) ?? throw MeasureRefusals.NotFound();

    // A task can be answered while the measure is in force, and its end confirmed when it is not.
    public void Step(int number, bool isInForce, Action<MeasureTask> step)
    {
        var task = Task(number);
        task.MustBe(isInForce);
        step(task);
        StepCount++;
    }

    public void Lift(LiftReason reason, string? text, DateOnly today)
    {
        if (LiftedOn is not null)
        {
            throw MeasureRefusals.StepNotPossible("lift", "lifted");
        }

        (LiftedOn, LiftReason, LiftText) = (today, reason, text);
        Announce(new MeasuresLifted(SubjectId.Value, Id.Value));
    }
}

using Gongxin.Contracts.Registry;
using Gongxin.Credit.Answers;
using Gongxin.Credit.Measures.Memoranda;

namespace Gongxin.Credit.Measures;

/// <summary>How far a department is with its task.</summary>
public enum MeasureTaskState
{
    /// <summary>已推送，待签收</summary>
    Pushed,

    /// <summary>已签收，待反馈</summary>
    Received,

    /// <summary>已反馈</summary>
    Answered,

    /// <summary>措施已解除并回执</summary>
    Ended,
}

/// <summary>What a department answers.</summary>
public enum FeedbackType
{
    /// <summary>实施奖惩</summary>
    CarriedOut,

    /// <summary>其他奖惩</summary>
    Other,

    /// <summary>未实施</summary>
    NotCarriedOut,
}

// What one department does about the subject by one clause.
//
//   push ──▶ Pushed ──receive──▶ Received ──answer──▶ Answered ──confirm-end──▶ Ended
//               └──────answer──────────────────────────▲
//
// 1. Received and answered while the measure is in force; what is not answered by DueOn is overdue.
// 2. When the measure is over, whoever has carried something out confirms that it is ended. What was not answered needs no answer any more.
internal sealed class MeasureTask
{
    public SubjectId SubjectId { get; private init; }
    public JointMeasureId MeasureId { get; private init; }
    public int Number { get; private init; }
    public string Measure { get; private init; } = "";
    public string Field { get; private init; } = "";
    public string Basis { get; private init; } = "";
    public Guid DepartmentId { get; private init; }
    public string DepartmentUscc { get; private init; } = "";
    public string DepartmentName { get; private init; } = "";
    public MeasureTaskState State { get; private set; }
    public DateOnly DueOn { get; private init; }
    public DateTime? ReceivedAt { get; private set; }

    public FeedbackType? Feedback { get; private set; }

    // What was done, or why nothing was.
    public string? Text { get; private set; }

    // The matter in hand, such as the number of an application or a tender.
    public string? Matter { get; private set; }
    public long? AmountFen { get; private set; }
    public DateOnly? DoneOn { get; private set; }

    // The check by which the department learnt of the measure.
    public CheckId? CheckId { get; private set; }
    public string? AnsweredBy { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    // The last day on which the job of reminders looked at it.
    public DateOnly? LookedAtOn { get; private set; }

    public bool IsOpen => State is MeasureTaskState.Pushed or MeasureTaskState.Received;

    public static MeasureTask Push(JointMeasure measure, MemorandumClause clause, DateOnly dueOn) => new()
    {
        SubjectId = measure.SubjectId,
        MeasureId = measure.Id,
        Number = clause.Number,
        Measure = clause.Measure,
        Field = clause.Field,
        Basis = clause.Basis,
        DepartmentId = clause.DepartmentId,
        DepartmentUscc = clause.DepartmentUscc,
        DepartmentName = clause.DepartmentName,
        DueOn = dueOn,
    };

    public void MustBe(bool inForce)
    {
        if (inForce != IsOpen)
        {
            throw MeasureRefusals.StepNotPossible(inForce ? "answer" : "confirm-end", State.ToString().ToLowerInvariant());
        }
    }

    public void Receive(DateTime now)
    {
        Must("receive", State is MeasureTaskState.Pushed);
        (State, ReceivedAt) = (MeasureTaskState.Received, now);
    }

    public void Answer(TaskAnswer answer, string by, DateTime now)
    {
        Must("answer", IsOpen);
        (State, ReceivedAt, AnsweredBy, AnsweredAt) = (MeasureTaskState.Answered, ReceivedAt ?? now, by, now);
        (Feedback, Text, Matter, AmountFen, DoneOn, CheckId) = (answer.Type, answer.Text, answer.Matter, answer.AmountFen, answer.DoneOn, answer.Check);
    }

    public void ConfirmEnd(DateTime now)
    {
        Must("confirm-end", State is MeasureTaskState.Answered && Feedback is not FeedbackType.NotCarriedOut);
        (State, EndedAt) = (MeasureTaskState.Ended, now);
    }

    public void LookAt(DateOnly day) => LookedAtOn = day;

    private void Must(string step, bool isPossible)
    {
        if (!isPossible)
        {
            throw MeasureRefusals.StepNotPossible(step, State.ToString().ToLowerInvariant());
        }
    }
}

internal sealed record TaskAnswer(FeedbackType Type, string Text, string? Matter, long? AmountFen, DateOnly? DoneOn, CheckId? Check);

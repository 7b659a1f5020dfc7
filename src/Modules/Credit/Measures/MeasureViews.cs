using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Measures;

/// <summary>A measure of the measure list.</summary>
/// <param name="Kind">incentive or punishment.</param>
/// <param name="IsForOrganisations">False for measures that only a natural person can bear.</param>
/// <param name="OpensGreenChannel">Whether it lets the trustworthy through first.</param>
/// <param name="List">The list that it stands in.</param>
/// <param name="Certainty">verified, secondary or unverified: how far the wording was compared.</param>
public sealed record ListedMeasureView(string Code, string Kind, TwoTexts Name, bool IsForOrganisations, bool OpensGreenChannel, TwoTexts List, string Certainty);

/// <summary>A field in which departments act together.</summary>
/// <param name="Purpose">Purpose of a check to which its measures are told; null for those told to supervision and other lawful matters only.</param>
public sealed record JointFieldView(string Code, TwoTexts Name, string? Purpose);

/// <summary>Which measures there are, and in which fields.</summary>
public sealed record MeasureListView(IReadOnlyList<ListedMeasureView> Measures, IReadOnlyList<JointFieldView> Fields)
{
    public static MeasureListView Whole { get; } = new(
        [.. ListedMeasure.All.Select(m => new ListedMeasureView(m.Code, MeasuresInForce.WordOf(m.Kind), m.Name, m.IsForOrganisations, m.OpensGreenChannel, m.List, m.Certainty))],
        [.. JointField.All.Select(f => new JointFieldView(f.Code, f.Name, f.Purpose?.ToString().ToLowerInvariant()))]);
}

/// <summary>What came of a memorandum, in figures; no subject is named.</summary>
/// <param name="Initiated">How often it was called upon.</param>
/// <param name="Tasks">Tasks that departments got.</param>
/// <param name="Answered">Tasks that were answered.</param>
/// <param name="Overdue">Tasks in force that should have been answered before today.</param>
public sealed record MemorandumFigures(long Initiated, long Tasks, long Answered, long Overdue);

/// <summary>A memorandum of joint measures.</summary>
/// <param name="Kind">incentive or punishment.</param>
/// <param name="Cause">Code of the list that it is about, or penalty.</param>
/// <param name="ResponseDays">Working days in which a department answers a task.</param>
public sealed record MemorandumView(
    string Code, string Name, string Kind, string Basis, string Cause, string Body, string BodyUscc, int ResponseDays, DateOnly ValidFrom, DateOnly? ValidUntil, DateOnly? EndedOn,
    bool IsInForce, MemorandumFigures Figures, IReadOnlyList<ClauseView> Clauses)
{
    internal static MemorandumView Of(Memorandum memorandum, MemorandumFigures figures, DateOnly today) => new(
        memorandum.Code, memorandum.Name, MeasuresInForce.WordOf(memorandum.Kind), memorandum.Basis, memorandum.Cause, memorandum.BodyName, memorandum.BodyUscc, memorandum.ResponseDays,
        memorandum.ValidFrom, memorandum.ValidUntil, memorandum.EndedOn, memorandum.IsInForceOn(today), figures,
        [
            .. memorandum.Clauses.OrderBy(c => c.Number)
                .Select(c => new ClauseView(c.Number, c.Measure, ListedMeasure.Of(c.Measure).Name, c.Field, JointField.Of(c.Field).Name, c.DepartmentName, c.DepartmentUscc, c.Basis)),
        ]);
}

/// <summary>What one department promises.</summary>
public sealed record ClauseView(int Number, string Measure, TwoTexts MeasureName, string Field, TwoTexts FieldName, string Department, string DepartmentUscc, string Basis);

/// <summary>Joint measures in a list of officers.</summary>
/// <param name="State">in-force, lifted or over.</param>
public sealed record JointMeasureItem(
    Guid Id, string Kind, string Uscc, string SubjectName, string MemorandumCode, string Memorandum, string CauseNumber, string Body, string BodyUscc, DateOnly InitiatedOn, string State,
    DateOnly? LiftedOn, string? LiftReason, string? LiftText)
{
    internal static JointMeasureItem Of(JointMeasure measure, Memorandum memorandum, bool isInForce) => new(
        measure.Id.Value, MeasuresInForce.WordOf(measure.Kind), measure.SubjectUscc, measure.SubjectName, memorandum.Code, memorandum.Name, measure.CauseNumber, measure.BodyName, measure.BodyUscc,
        measure.InitiatedOn, measure.LiftedOn is not null ? "lifted" : isInForce ? "in-force" : "over", measure.LiftedOn, measure.LiftReason?.ToString().ToLowerInvariant(), measure.LiftText);
}

/// <summary>Joint measures with their tasks.</summary>
public sealed record JointMeasureView(JointMeasureItem Measure, IReadOnlyList<MeasureTaskView> Tasks)
{
    internal static JointMeasureView Of(JointMeasure measure, Memorandum memorandum, bool isInForce, DateOnly today) => new(
        JointMeasureItem.Of(measure, memorandum, isInForce), [.. measure.Tasks.OrderBy(t => t.Number).Select(t => MeasureTaskView.Of(t, isInForce, today))]);
}

/// <summary>The task of a department.</summary>
/// <param name="State">pushed, received, answered, to-end (over, and what was carried out is not yet ended), ended or void (over before an answer).</param>
/// <param name="DueOn">Last working day for an answer.</param>
/// <param name="Feedback">carriedOut, other or notCarriedOut.</param>
/// <param name="Check">The check by which the department learnt of the measure.</param>
public sealed record MeasureTaskView(
    int Number, string Measure, TwoTexts MeasureName, string Field, TwoTexts FieldName, string Basis, string Department, string DepartmentUscc, string State, DateOnly DueOn, bool IsOverdue,
    DateTime? ReceivedAt, string? Feedback, string? Text, string? Matter, long? AmountFen, DateOnly? DoneOn, Guid? Check, DateTime? AnsweredAt, DateTime? EndedAt)
{
    internal static MeasureTaskView Of(MeasureTask task, bool isInForce, DateOnly today) => new(
        task.Number, task.Measure, ListedMeasure.Of(task.Measure).Name, task.Field, JointField.Of(task.Field).Name, task.Basis, task.DepartmentName, task.DepartmentUscc,
        StateOf(task, isInForce), task.DueOn, isInForce && task.IsOpen && task.DueOn < today, task.ReceivedAt, FeedbackOf(task.Feedback), task.Text, task.Matter, task.AmountFen, task.DoneOn,
        task.CheckId?.Value, task.AnsweredAt, task.EndedAt);

    internal static string? FeedbackOf(FeedbackType? type) => type switch
    {
        FeedbackType.CarriedOut => "carriedOut",
        FeedbackType.Other => "other",
        FeedbackType.NotCarriedOut => "notCarriedOut",
        _ => null,
    };

    private static string StateOf(MeasureTask task, bool isInForce) => task.State switch
    {
        _ when isInForce => task.State.ToString().ToLowerInvariant(),
        MeasureTaskState.Pushed or MeasureTaskState.Received => "void",
        MeasureTaskState.Answered when task.Feedback is not FeedbackType.NotCarriedOut => "to-end",
        _ => task.State.ToString().ToLowerInvariant(),
    };
}

/// <summary>A task with the measure that it belongs to.</summary>
public sealed record MeasureTaskItem(JointMeasureItem Measure, MeasureTaskView Task);

using Gongxin.Contracts.Registry;
using Gongxin.Credit.Answers;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures;

/// <summary>Calls upon a memorandum.</summary>
/// <param name="Memorandum">Its code.</param>
/// <param name="Cause">Id of the list entry or of the penalty that the own organisation decided.</param>
public sealed record MeasuresWanted(string? Memorandum, Guid? Cause);

/// <summary>A step of a department in its task.</summary>
/// <param name="Step">receive, answer or confirm-end.</param>
/// <param name="Type">With an answer: carriedOut, other or notCarriedOut.</param>
/// <param name="Text">With an answer: what was done, or why nothing was.</param>
/// <param name="Matter">The matter in hand, such as the number of an application.</param>
/// <param name="AmountFen">Amount in fen.</param>
/// <param name="DoneOn">The day on which it was done.</param>
/// <param name="Check">The own check by which the department learnt of the measure.</param>
public sealed record MeasureStep(
    string? Step, FeedbackType? Type = null, string? Text = null, string? Matter = null, long? AmountFen = null, DateOnly? DoneOn = null, Guid? Check = null);

/// <summary>Ends measures before their cause runs out.</summary>
/// <param name="Reason">repaired, revoked or objection.</param>
public sealed record MeasuresEnd(LiftReason? Reason, string? Text);

// What bodies do with joint measures: whoever decided the cause begins and lifts them, departments answer their own tasks.
internal sealed class MeasureDesk(CreditDb credit, ISubjects subjects, ISameSubjects same, WorkCalendar calendar, TimeProvider clock)
{
    private const int TextMin = 2;

    public async Task<JointMeasureView> InitiateAsync(MeasuresWanted wanted, CancellationToken ct)
    {
        var today = clock.LegalToday();
        var memorandum = await MemorandumDesk.FindAsync(credit, wanted.Memorandum, ct);
        if (!memorandum.IsInForceOn(today))
        {
            throw MeasureRefusals.MemorandumOver();
        }

        // Causes of other bodies are as if they were not there.
        var cause = await MeasureCause.FindAsync(credit, subjects, memorandum.Cause, wanted.Cause ?? Guid.Empty, today, ct);
        if (cause is null || !credit.Asker.Reaches(MeasuresPermissions.Take, cause.BodyId, null))
        {
            throw MeasureRefusals.CauseNotFound();
        }

        if (await credit.Whole.Set<JointMeasure>().AnyAsync(m => m.SubjectId == cause.Subject && m.MemorandumId == memorandum.Id && m.CauseId == cause.Id, ct))
        {
            throw MeasureRefusals.InitiatedAlready();
        }

        var dueOn = DeadlineCount.From(today, Period.WorkingDays(memorandum.ResponseDays), calendar).DueOn!.Value;
        var measure = JointMeasure.Initiate(memorandum, cause, today, dueOn);
        credit.Whole.Add(measure);
        credit.Audit("MeasuresInitiated", $"credit:measure/{measure.Id.Value}", new { memorandum = memorandum.Code, cause = cause.Id, tasks = measure.Tasks.Count });
        credit.QueueLedger("credit.measures-initiated", $"credit:measure/{measure.Id.Value}", new { measure = measure.Id.Value, memorandum = memorandum.Code, tasks = measure.Tasks.Count });
        await SaveAsync(ct);
        return JointMeasureView.Of(measure, memorandum, true, today);
    }

    public async Task<JointMeasureView> StepAsync(Guid id, int number, MeasureStep step, CancellationToken ct)
    {
        var (measure, memorandum) = await FindAsync(id, ct);
        if (!credit.Asker.Reaches(MeasuresPermissions.Take, measure.Task(number).DepartmentId, null))
        {
            throw MeasureRefusals.NotFound();
        }

        var today = clock.LegalToday();
        var isInForce = await MeasuresInForce.On(credit, today).AnyAsync(m => m.SubjectId == measure.SubjectId && m.Id == measure.Id, ct);
        var answer = step.Step == "answer" ? await AnswerOfAsync(measure, step, today, ct) : null;
        var now = clock.GetUtcNow().UtcDateTime;
        measure.Step(number, isInForce, step.Step switch
        {
            "receive" => t => t.Receive(now),
            "answer" => t => t.Answer(answer!, credit.ActorId, now),
            "confirm-end" => t => t.ConfirmEnd(now),
            _ => throw MeasureRefusals.ValueNotUsable("step", JointMeasure.TextMax),
        });
        credit.Audit("MeasureStepTaken", $"credit:measure/{id}", new { task = number, step.Step, type = answer?.Type.ToString() });
        if (step.Step is "answer" or "confirm-end")
        {
            credit.QueueLedger("credit.measure-" + (step.Step == "answer" ? "answered" : "ended"), $"credit:measure/{id}", new { measure = id, task = number, type = answer?.Type.ToString() });
        }

        await SaveAsync(ct);
        return JointMeasureView.Of(measure, memorandum, isInForce, today);
    }

    public async Task<JointMeasureView> LiftAsync(Guid id, MeasuresEnd end, CancellationToken ct)
    {
        var (measure, memorandum) = await FindAsync(id, ct);
        if (!credit.Asker.Reaches(MeasuresPermissions.Take, measure.BodyId, null))
        {
            throw MeasureRefusals.NotFound();
        }

        var today = clock.LegalToday();
        LiftMeasures.Lift(credit, measure, end.Reason ?? throw MeasureRefusals.ValueNotUsable("reason", JointMeasure.TextMax), Text("text", end.Text, JointMeasure.TextMax), today);
        await SaveAsync(ct);
        return JointMeasureView.Of(measure, memorandum, false, today);
    }

    private async Task<(JointMeasure Measure, Memorandum Memorandum)> FindAsync(Guid id, CancellationToken ct)
    {
        var wanted = new JointMeasureId(id);
        var measure = await credit.Whole.Set<JointMeasure>().Include(m => m.Tasks).SingleOrDefaultAsync(m => m.Id == wanted, ct) ?? throw MeasureRefusals.NotFound();
        return (measure, await credit.Whole.Set<Memorandum>().AsNoTracking().SingleAsync(m => m.Id == measure.MemorandumId, ct));
    }

    private async Task<TaskAnswer> AnswerOfAsync(JointMeasure measure, MeasureStep step, DateOnly today, CancellationToken ct)
    {
        if (step.DoneOn > today || step.DoneOn < measure.InitiatedOn)
        {
            throw ActsRefusals.DayNotPossible();
        }

        if (step.AmountFen < 0)
        {
            throw MeasureRefusals.ValueNotUsable("amountFen", JointMeasure.TextMax);
        }

        var matter = string.IsNullOrWhiteSpace(step.Matter) ? null : Text("matter", step.Matter, Records.CreditRecord.NumberMax);
        return new(
            step.Type ?? throw MeasureRefusals.ValueNotUsable("type", JointMeasure.TextMax), Text("text", step.Text, JointMeasure.TextMax), matter, step.AmountFen, step.DoneOn,
            await CheckAsync(measure, step.Check, ct));
    }

    // The check that a department cites is one of its own about this subject: it proves what it was told, and when.
    private async Task<CheckId?> CheckAsync(JointMeasure measure, Guid? check, CancellationToken ct)
    {
        if (check is not { } value)
        {
            return null;
        }

        var (id, actor, organisation) = (new CheckId(value), credit.ActorId, credit.Asker.Organisation);
        var ids = (await same.CurrentAsync(ct)).AllOf(measure.SubjectId);
        return await credit.Checks.OfOne(c => c.SubjectId, ids).AnyAsync(
            c => c.Id == id && (c.ActorId == actor || (organisation != null && c.OrganisationId == organisation)), ct)
            ? id
            : throw MeasureRefusals.CheckNotOwn();
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await credit.SaveAsync(ct);
        }
        catch (DbUpdateException failure) when (failure is not DbUpdateConcurrencyException && credit.Whole.Dialect.IsKeyTaken(failure))
        {
            // Two officers pressed the button at once.
            throw MeasureRefusals.InitiatedAlready();
        }
    }

    internal static string Text(string field, string? text, int max) =>
        text?.Trim() is { Length: >= TextMin } given && given.Length <= max ? given : throw MeasureRefusals.ValueNotUsable(field, max);
}

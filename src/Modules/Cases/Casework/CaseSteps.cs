using Gongxin.Kernel.Time;

namespace Gongxin.Cases.Casework;

// Who does a step, when, and what is said; the applicant's words come protected.
internal readonly record struct StepBy(string ActorId, DateTime At, string? Text = null, bool IsApplicant = false)
{
    public DateOnly On => LegalZone.LegalDay(At);
}

internal readonly record struct Body(Guid Id, string Uscc, string Name);

// The steps of a case. See the diagram above Case.
internal sealed partial class Case
{
    public void Submit(StepBy by) => Add(StepKind.Submitted, by);

    public void Accept(Body body, StepBy by)
    {
        Must(StepKind.Accepted, CaseState.Submitted);
        AcceptedOn = by.On;
        Move(CaseState.Handling, StepKind.Accepted, by);
        SendTo(body, by);
    }

    public void Refuse(StepBy by)
    {
        Must(StepKind.Refused, CaseState.Submitted);
        Move(CaseState.Refused, StepKind.Refused, by);
    }

    public void Ask(StepBy by)
    {
        Must(StepKind.Asked, CaseState.Submitted);
        Move(CaseState.Incomplete, StepKind.Asked, by);
    }

    // With an answer to what was asked for the case goes on; before that an applicant may add something at any time.
    public void Supplement(StepBy by)
    {
        Must(StepKind.Supplemented, CaseState.Submitted, CaseState.Incomplete, CaseState.Handling);
        Move(State is CaseState.Incomplete ? CaseState.Submitted : State, State is CaseState.Incomplete ? StepKind.Supplemented : StepKind.Added, by);
    }

    public void Receive(StepBy by)
    {
        Must(StepKind.Received, CaseState.Handling);
        (OpenDestination ?? throw NotPossible(StepKind.Received)).Receive(by.At);
        Add(StepKind.Received, by);
    }

    public void Pause(StepBy by)
    {
        Must(StepKind.Paused, CaseState.Handling);
        Add(IsPaused ? throw NotPossible(StepKind.Paused) : StepKind.Paused, by);
    }

    public void Resume(StepBy by)
    {
        Must(StepKind.Resumed, CaseState.Handling);
        Add(IsPaused ? StepKind.Resumed : throw NotPossible(StepKind.Resumed), by);
    }

    // To another body, by whoever has it: the handler, or the front desk when it came back.
    public void HandOn(Body body, StepBy by)
    {
        Must(StepKind.HandedOn, CaseState.Handling);
        OpenDestination?.End(DestinationState.HandedOn, by.At);
        Add(StepKind.HandedOn, by);
        SendTo(body, by);
    }

    public void HandBack(StepBy by)
    {
        Must(StepKind.HandedBack, CaseState.Handling);
        (OpenDestination ?? throw NotPossible(StepKind.HandedBack)).End(DestinationState.HandedBack, by.At);
        (HandlerId, HandlerName) = (Guid.Empty, "");
        Add(StepKind.HandedBack, by);
    }

    public void AnswerWith(string outcome, StepBy by)
    {
        Must(StepKind.Answered, CaseState.Handling);
        (OpenDestination ?? throw NotPossible(StepKind.Answered)).End(DestinationState.Answered, by.At);
        (Outcome, Answer, AnsweredAt) = (outcome, by.Text, by.At);
        Move(CaseState.Answered, StepKind.Answered, by);
    }

    public void Drop(StepBy by)
    {
        Must(StepKind.Dropped, CaseState.Submitted, CaseState.Incomplete, CaseState.Handling);
        OpenDestination?.End(DestinationState.Ended, by.At);
        Move(CaseState.Dropped, StepKind.Dropped, by);
    }

    // Goes to the body that answered last, and its clock begins anew.
    public void Reopen(StepBy by)
    {
        Must(StepKind.Reopened, CaseState.Answered);
        if (ReopenCount == ReopenMax)
        {
            throw CasesRefusals.ReopenedTooOften(ReopenMax);
        }

        ReopenCount++;
        (Outcome, AnsweredAt, AcceptedOn) = (null, null, by.On);
        Move(CaseState.Handling, StepKind.Reopened, by);
        SendTo(new(HandlerId, BodyUscc ?? "", HandlerName), by);
    }

    public CaseAttachment Attach(string sha256, long bytes, string extension, StepBy by)
    {
        if (_attachments.Count == CaseAttachment.CountMax)
        {
            throw CasesRefusals.FilesTooMany(CaseAttachment.CountMax);
        }

        var attachment = new CaseAttachment
        {
            CaseId = Id, Number = _attachments.Count + 1, Sha256 = sha256, Bytes = bytes, Extension = extension, At = by.At, IsApplicants = by.IsApplicant,
        };
        _attachments.Add(attachment);
        return attachment;
    }

    private void SendTo(Body body, StepBy by)
    {
        (HandlerId, HandlerName, BodyUscc) = (body.Id, body.Name, body.Uscc);
        _destinations.Add(new CaseDestination { CaseId = Id, Number = _destinations.Count + 1, BodyId = body.Id, BodyName = body.Name, SentAt = by.At });
    }

    private void Move(CaseState next, StepKind kind, StepBy by)
    {
        State = next;
        Add(kind, by);
    }

    private void Add(StepKind kind, StepBy by) => _steps.Add(new CaseStep
    {
        CaseId = Id, Number = ++StepCount, Kind = kind, At = by.At, By = by.ActorId, IsApplicants = by.IsApplicant, Text = by.Text,
    });

    private void Must(StepKind step, params ReadOnlySpan<CaseState> states)
    {
        if (!states.Contains(State))
        {
            throw NotPossible(step);
        }
    }

    private Kernel.Errors.Refusal NotPossible(StepKind step) => CasesRefusals.StepNotPossible(CaseWords.Of(step), CaseWords.Of(State));
}

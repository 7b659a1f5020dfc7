using Gongxin.Cases.Applying;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Clocks;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Cases.Desk;

/// <summary>A step of an officer.</summary>
/// <param name="Step">accept, refuse or ask (front desk); receive, pause, resume, hand-on, hand-back or answer (whoever has the case).</param>
/// <param name="Text">What the applicant is told.</param>
/// <param name="Body">Credit code of the body that the case goes to, where it is not the one that made the record.</param>
/// <param name="Outcome">With an answer: one of the outcomes of the kind.</param>
/// <param name="PublicReason">With an answer about a record: for everybody to read beside it.</param>
public sealed record OfficerStep(string? Step, string? Text = null, string? Body = null, string? Outcome = null, string? PublicReason = null);

// The officers' side: one step of a case, with its effect on the record, in one transaction.
internal sealed class HandleCase(CasesDb cases, CaseEffects effects, CaseClocks clocks, Bodies bodies, TimeProvider clock)
{
    private const int TextMin = 2;
    private const int PublicReasonMax = 500;

    public async Task<CaseView> DoAsync(string number, OfficerStep step, CancellationToken ct)
    {
        var file = await CasesDb.Whole(cases.Visible).SingleOrDefaultAsync(c => c.Number == number, ct) ?? throw CasesRefusals.NotFound();
        var isDesk = step.Step is "accept" or "refuse" or "ask";
        if (isDesk ? !cases.IsDesk : !MayHandle(file, step))
        {
            throw CasesRefusals.NotFound();
        }

        var needsText = step.Step is "refuse" or "ask" or "pause" or "hand-back" or "answer";
        var text = ApplyForCase.Text("text", step.Text, needsText ? TextMin : 0, Case.AnswerMax);
        await TakeAsync(file, step, new(cases.Asker.Id, clock.GetUtcNow().UtcDateTime, text), ct);
        clocks.Set(file);
        cases.Audit("CaseStepTaken", $"case:{number}", new { step = CaseWords.Of(file.Steps[^1].Kind), outcome = file.Outcome, handler = file.HandlerId });
        await cases.SaveAsync(ct);
        return CaseView.Of(file, clocks, clock.LegalToday(), null);
    }

    private bool MayHandle(Case file, OfficerStep step) =>
        cases.Asker.Reaches(CasesPermissions.Handle, file.HandlerId, null) || (cases.IsDesk && step.Step == "hand-on" && file.HandlerId == Guid.Empty);

    private async Task TakeAsync(Case file, OfficerStep step, StepBy by, CancellationToken ct)
    {
        switch (step.Step)
        {
            case "accept":
                file.Accept(await bodies.FindAsync(step.Body is { Length: > 0 } named ? named : file.BodyUscc, ct), by);
                await effects.OpenAsync(file, ct);
                break;
            case "refuse":
                file.Refuse(by);
                break;
            case "ask":
                file.Ask(by);
                break;
            case "receive":
                file.Receive(by);
                break;
            case "pause":
                file.Pause(by);
                break;
            case "resume":
                file.Resume(by);
                break;
            case "hand-on":
                file.HandOn(await bodies.FindAsync(step.Body, ct), by);
                break;
            case "hand-back":
                file.HandBack(by);
                break;
            case "answer":
                await AnswerAsync(file, step, by, ct);
                break;
            default:
                throw CasesRefusals.StepUnknown();
        }
    }

    private async Task AnswerAsync(Case file, OfficerStep step, StepBy by, CancellationToken ct)
    {
        if (step.Outcome is not { } outcome || !file.Of.Outcomes.Contains(outcome))
        {
            throw CasesRefusals.OutcomeUnknown(string.Join(", ", file.Of.Outcomes));
        }

        // The reason of a withdrawal has to be public.
        var reason = ApplyForCase.Text("publicReason", step.PublicReason, outcome == "deleted" ? TextMin : 0, PublicReasonMax);
        file.AnswerWith(outcome, by);
        await effects.AnswerAsync(file, outcome, reason, ct);
    }
}

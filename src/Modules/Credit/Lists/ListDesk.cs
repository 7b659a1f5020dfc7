using Gongxin.Contracts.Registry;
using Gongxin.Credit.Measures;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Lists;

/// <summary>The notice before a listing.</summary>
/// <param name="Uscc">Whom.</param>
/// <param name="Body">Credit code of the deciding body: the own organisation.</param>
/// <param name="Grounds">Facts, reasons and what follows, as the subject is told.</param>
public sealed record ListingNotice(string? Uscc, string? Body, string? Grounds);

/// <summary>A step of an entry.</summary>
/// <param name="Step">hear, decide, deliver, drop or remove.</param>
/// <param name="Text">What the subject said (hear), the number of the decision (decide), or the reason (remove).</param>
/// <param name="Until">With a decision: last day on the list.</param>
/// <param name="Cause">With a removal: repaired, corrected, revoked or objection.</param>
public sealed record ListingStep(string? Step, string? Text = null, DateOnly? Until = null, RemovalCause? Cause = null);

// What deciding bodies do with lists: each only with the entries of its own.
internal sealed class ListDesk(CreditDb credit, ISubjects subjects, RuleBook rules, WorkCalendar calendar, TimeProvider clock)
{
    private const string SeriousMax = "PUBLICITY_SERIOUS_MAX";

    public async Task<ListEntryView> NoticeAsync(string code, ListingNotice notice, CancellationToken ct)
    {
        var list = CreditList.Of(code);
        if (!list.HasBasis)
        {
            throw ListRefusals.WithoutBasis();
        }

        var body = await subjects.OfCodeAsync(notice.Body, ct);
        var subject = await subjects.OfCodeAsync(notice.Uscc, ct);
        if (!credit.Asker.Reaches(ActsPermissions.List, body.Id.Value, null))
        {
            throw CreditRefusals.SubjectNotFound();
        }

        var today = clock.LegalToday();
        DateOnly? hearUntil = list.HearingDays == 0 ? null : DeadlineCount.From(today, Period.WorkingDays(list.HearingDays), calendar).DueOn;
        var entry = ListEntry.Notice(list, subject, body, Text("grounds", notice.Grounds, ListEntry.TextMax), today, hearUntil);
        credit.Whole.Add(entry);
        credit.Audit("ListingNoticed", $"credit:list-entry/{entry.Id.Value}", new { list.Code });
        await credit.SaveAsync(ct);
        return ListEntryView.Of(entry);
    }

    public async Task<ListEntryView> StepAsync(string code, Guid id, ListingStep step, CancellationToken ct)
    {
        var (list, entryId) = (CreditList.Of(code), new ListEntryId(id));
        var entry = await credit.Whole.Set<ListEntry>().InScope(credit.Asker, ActsPermissions.List, e => e.BodyId)
            .SingleOrDefaultAsync(e => e.Id == entryId && e.List == list.Code, ct) ?? throw ListRefusals.EntryNotFound();
        Take(list, entry, step, clock.LegalToday());
        credit.Audit("ListingStepTaken", $"credit:list-entry/{id}", new { list.Code, step.Step, state = entry.State.ToString() });
        if (entry.State is ListEntryState.Listed or ListEntryState.Removed)
        {
            var kind = entry.State is ListEntryState.Listed ? "credit.list-entry-published" : "credit.list-entry-removed";
            credit.QueueLedger(kind, $"credit:list-entry/{id}", new { list = list.Code, entry = id, cause = entry.RemovalCause?.ToString() });
        }

        if (entry.State is ListEntryState.Removed)
        {
            await LiftMeasures.OfCauseAsync(credit, entry.SubjectId, id, ReasonOf(entry.RemovalCause!.Value), clock.LegalToday(), ct);
        }

        await credit.SaveAsync(ct);
        return ListEntryView.Of(entry);
    }

    private static LiftReason ReasonOf(RemovalCause cause) => cause switch
    {
        RemovalCause.Repaired => LiftReason.Repaired,
        RemovalCause.Objection => LiftReason.Objection,
        _ => LiftReason.Revoked,
    };

    private void Take(CreditList list, ListEntry entry, ListingStep step, DateOnly today)
    {
        switch (step.Step)
        {
            case "hear":
                entry.Hear(Text("text", step.Text, ListEntry.TextMax));
                break;
            case "decide":
                entry.Decide(Text("text", step.Text, ListEntry.NumberMax), UntilOf(list, step.Until, today), today);
                break;
            case "deliver":
                entry.Deliver(today);
                break;
            case "drop":
                entry.Drop();
                break;
            case "remove":
                entry.Remove(step.Cause ?? throw ListRefusals.FieldNotUsable("cause", ListEntry.NumberMax), Text("text", step.Text, ListEntry.TextMax), today);
                break;
            default:
                throw ListRefusals.FieldNotUsable("step", ListEntry.NumberMax);
        }
    }

    // A serious entry is public as long as the rule of the day of the decision allows at most.
    private DateOnly? UntilOf(CreditList list, DateOnly? until, DateOnly today)
    {
        DateOnly? max = list.Kind is ListKind.Serious ? rules.InForce(SeriousMax, today).DeadlineFrom(today, calendar).DueOn : null;
        return until <= today || until > max ? throw ListRefusals.UntilNotPossible(max ?? today.AddDays(1)) : until ?? max;
    }

    private static string Text(string field, string? text, int max) =>
        text?.Trim() is { Length: >= 2 } given && given.Length <= max ? given : throw ListRefusals.FieldNotUsable(field, max);

    public static async Task<Created<ListEntryView>> HandleNotice(string list, ListingNotice notice, ListDesk desk, CancellationToken ct)
    {
        var entry = await desk.NoticeAsync(list, notice, ct);
        return TypedResults.Created($"/api/v1/credit/lists/{list}/entries/{entry.Id}", entry);
    }

    public static async Task<Ok<ListEntryView>> HandleStep(string list, Guid id, ListingStep step, ListDesk desk, CancellationToken ct) =>
        TypedResults.Ok(await desk.StepAsync(list, id, step, ct));
}

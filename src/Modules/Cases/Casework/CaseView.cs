using Gongxin.Cases.Clocks;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Cases.Casework;

/// <summary>A case in a list; nothing of the applicant.</summary>
/// <param name="State">submitted, incomplete, handling, answered, refused or dropped.</param>
/// <param name="Handler">The body that has it; null while it is with the front desk.</param>
/// <param name="DueOn">The deadline that runs; null while the clock stands or nothing is due.</param>
/// <param name="IsOverdue">Whether that deadline is past.</param>
public sealed record CaseItem(
    string Number, string Kind, TwoTexts KindName, string State, string? SubjectName, string? Uscc, string? About, string? Handler, DateTime SubmittedAt, DateOnly? DueOn,
    bool IsProvisional, bool IsOverdue, string? Outcome)
{
    internal static CaseItem Of(Case file, DateOnly today) => new(
        file.Number, file.Kind, file.Of.Name, CaseWords.Of(file.State), file.SubjectName, file.Uscc, file.About, file.HandlerName is { Length: > 0 } name ? name : null,
        file.SubmittedAt, file.DueOn, file.IsProvisional, file.DueOn < today, file.Outcome);
}

/// <summary>A case whole: what happened, where it is, what is due by which rule.</summary>
/// <param name="Answer">What the handler answered.</param>
/// <param name="IsPaused">Whether the clock stands.</param>
/// <param name="Outcomes">What it may be answered with.</param>
public sealed record CaseView(
    CaseItem Case, Guid? Record, string? BodyUscc, string? Answer, DateTime? AnsweredAt, int ReopenCount, bool IsPaused, IReadOnlyList<string> Outcomes,
    IReadOnlyList<StepView> Steps, IReadOnlyList<DestinationView> Destinations, IReadOnlyList<ClockView> Clocks, IReadOnlyList<AttachmentView> Attachments)
{
    // words: makes an applicant's protected words readable; null where they are not given out.
    internal static CaseView Of(Case file, CaseClocks clocks, DateOnly today, Func<string, string>? words) => new(
        CaseItem.Of(file, today), file.Record, file.BodyUscc, file.Answer, file.AnsweredAt, file.ReopenCount, file.IsPaused, file.Of.Outcomes,
        [.. file.Steps.OrderBy(s => s.Number).Select(s => new StepView(s.Number, CaseWords.Of(s.Kind), s.At, s.IsApplicants, s.Text is null ? null : !s.IsApplicants ? s.Text : words?.Invoke(s.Text)))],
        [.. file.Destinations.OrderBy(d => d.Number).Select(d => new DestinationView(d.Number, d.BodyName, CaseWords.Of(d.State), d.SentAt, d.ReceivedAt, d.EndedAt))],
        [.. clocks.Of(file).Select(c => ClockView.Of(c, clocks.DaysLeft(c.Deadline, today)))],
        [.. file.Attachments.OrderBy(a => a.Number).Select(a => new AttachmentView(a.Number, a.Extension, a.Bytes, a.At, a.IsApplicants))]);
}

/// <summary>One step.</summary>
/// <param name="Text">What was said; words of the applicant are null where they may not be read.</param>
public sealed record StepView(int Number, string Kind, DateTime At, bool IsApplicants, string? Text);

/// <summary>A body to which the case was sent.</summary>
/// <param name="State">sent, received, handed-on, handed-back, answered or ended.</param>
public sealed record DestinationView(int Number, string Body, string State, DateTime SentAt, DateTime? ReceivedAt, DateTime? EndedAt);

/// <summary>A deadline with its reasons.</summary>
/// <param name="Step">accept, answer or total.</param>
/// <param name="IsLaw">False for a promise of the platform.</param>
/// <param name="DaysLeft">Days that count until it; negative when it is past, null while the clock stands.</param>
/// <param name="Skipped">Days that did not count, the first included.</param>
/// <param name="Paused">Of them, days on which the clock stood.</param>
public sealed record ClockView(
    string Step, string RuleCode, TwoTexts Rule, TwoTexts LegalBasis, bool IsLaw, DateOnly From, DateOnly? DueOn, bool IsProvisional, bool IsRunning, int? DaysLeft, int Skipped, int Paused)
{
    internal static ClockView Of(CaseClock clock, int? daysLeft) => new(
        clock.Step, clock.Rule.Code, clock.Rule.Name, clock.Rule.LegalBasis, clock.Rule.Certainty is not Kernel.Rules.Certainty.Unverified, clock.Deadline.From, clock.Deadline.DueOn,
        clock.Deadline.IsProvisional, clock.IsRunning, daysLeft, clock.Deadline.Skipped.Count, clock.Deadline.Skipped.Count(s => s.Reason is SkipReason.Pause));
}

/// <summary>A file of a case; its name is not kept.</summary>
public sealed record AttachmentView(int Number, string Extension, long Bytes, DateTime At, bool IsApplicants);

/// <summary>Who applied, and in which words.</summary>
/// <param name="Words">What the applicant wrote, step by step.</param>
public sealed record ApplicantView(string Name, string Phone, string? Email, string? Capacity, IReadOnlyList<StepView> Words);

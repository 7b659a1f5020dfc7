using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Time;

namespace Gongxin.Collection.Clock;

// What the clock sees of a submission. Since: when it came to whoever has it now.
internal sealed record WatchedSubmission(
    SubmissionState State, bool NeedsForwarding, int Round, int HandInNumber, DateOnly DueOn, DateOnly Since, bool TakesHandIn);

// Whom a step concerns.
internal enum ClockAudience
{
    Reporters,
    Forwarders,
    Reviewers,

    // Those who run the task: a review waits too long.
    Runners,
}

// What is told of a submission on a day: the newest step only, so that after a time without the node nobody is told what has passed.
//
//   owed:         opened ──3 working days before──▶ due-soon ──▶ due-today ──▶ overdue
//   returned:     ──3 working days later──▶ still-returned
//   in review:    arrived ──3 working days──▶ waiting ──5 working days──▶ escalated
internal sealed record ClockStep(string Code, ClockAudience To)
{
    public const int SoonDays = 3;
    public const int WaitDays = 3;
    public const int EscalateDays = 5;

    // Null when nobody has to be told anything.
    public static ClockStep? Of(WatchedSubmission submission, DateOnly today, WorkCalendar calendar) => submission.State switch
    {
        _ when !submission.TakesHandIn && IsOwed(submission) => null,
        SubmissionState.Returned => calendar.WorkingDaysBetween(submission.Since, today) >= WaitDays ? new("Notice.StillReturned", ClockAudience.Reporters) : null,
        SubmissionState.Due or SubmissionState.Draft => submission.Round > 1 || submission.HandInNumber > 0 ? null : OfOwed(submission.DueOn, today, calendar),
        SubmissionState.HandedIn or SubmissionState.Forwarded => OfReview(submission, calendar.WorkingDaysBetween(submission.Since, today)),
        _ => null,
    };

    public static bool IsOwed(WatchedSubmission submission) => submission.State is SubmissionState.Due or SubmissionState.Draft or SubmissionState.Returned;

    private static ClockStep OfOwed(DateOnly dueOn, DateOnly today, WorkCalendar calendar) => new(
        today > dueOn ? "Notice.Overdue"
        : today == dueOn ? "Notice.DueToday"
        : calendar.WorkingDaysBetween(today, dueOn) <= SoonDays ? "Notice.DueSoon"
        : "Notice.Opened",
        ClockAudience.Reporters);

    private static ClockStep OfReview(WatchedSubmission submission, int waited)
    {
        var reviewers = submission is { State: SubmissionState.HandedIn, NeedsForwarding: true } ? ClockAudience.Forwarders : ClockAudience.Reviewers;
        return waited >= EscalateDays ? new("Notice.ReviewEscalated", ClockAudience.Runners)
            : waited >= WaitDays ? new("Notice.ReviewWaiting", reviewers)
            : new("Notice.HandedIn", reviewers);
    }
}

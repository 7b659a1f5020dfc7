using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Kernel.Errors;

namespace Gongxin.Collection;

internal static class CollectionRefusals
{
    public static Refusal TemplateNotFound(string code) => new("collection.template-not-found", 404, code);

    public static Refusal TemplateCodeNotValid(int max) => new("collection.template-code-not-valid", 400, max);

    public static Refusal TemplateCodeTaken(string code) => new("collection.template-code-taken", 409, code);

    public static Refusal TemplateTooLarge(int sheets, int columns, int rows, int checks) => new("collection.template-too-large", 413, sheets, columns, rows, checks);

    // Parts: those in which the draft is now other than what was to be saved.
    public static Refusal TemplateChanged(string by, string parts) => new("collection.template-changed", 409, by, parts);

    public static Refusal WorkbookWithoutTable() => new("collection.workbook-without-table", 422);

    public static Refusal TemplateUnchanged(int edition) => new("collection.template-unchanged", 409, edition);

    public static Refusal TemplateNotValid(string place, string why) => new("collection.template-not-valid", 422, place, why);

    public static Refusal EditionWithdrawn(string code, int edition) => new("collection.edition-withdrawn", 409, code, edition);

    public static Refusal EditionNotNewer(int edition) => new("collection.edition-not-newer", 409, edition);

    public static Refusal OtherForm(string form, string asked) => new("collection.other-form", 422, form, asked);

    public static Refusal OtherEdition(string edition, string asked) => new("collection.other-edition", 422, edition, asked);

    public static Refusal ReceiptNotPublished(string receipt) => new("collection.receipt-not-published", 404, receipt);

    public static Refusal WorkbookMissing() => new("collection.workbook-missing", 400);

    public static Refusal WorkbookNotFound() => new("collection.workbook-not-found", 404);

    public static Refusal WorkbookNotReady(string file) => new("collection.workbook-not-ready", 409, file);

    public static Refusal MappingNotValid(string what) => new("collection.mapping-not-valid", 422, what);

    public static Refusal PeriodNotReadable(string text) => new("collection.period-not-readable", 400, text);

    public static Refusal TaskNotFound() => new("collection.task-not-found", 404);

    public static Refusal TaskNotInState(TaskState state) => new("collection.task-not-in-state", 409, state);

    public static Refusal TaskDaysNotValid() => new("collection.task-days-not-valid", 400);

    public static Refusal TaskDeadlineNotValid(int daysMax) => new("collection.task-deadline-not-valid", 400, daysMax);

    public static Refusal TaskTitleMissing(int max) => new("collection.task-title-missing", 400, max);

    public static Refusal TaskWithoutMembers() => new("collection.task-without-members", 409);

    public static Refusal SurveyNotApproved() => new("collection.survey-not-approved", 409);

    public static Refusal MemberNotFound(string organisation) => new("collection.member-not-found", 422, organisation);

    public static Refusal TooManyMembers(int max) => new("collection.too-many-members", 422, max);

    public static Refusal RegionNotReached() => new("collection.region-not-reached", 403);

    public static Refusal PeriodNotOpen(string period) => new("collection.period-not-open", 404, period);

    public static Refusal PeriodClosed(string period) => new("collection.period-closed", 409, period);

    public static Refusal PeriodNotClosed(string period) => new("collection.period-not-closed", 409, period);

    public static Refusal OtherPeriod(string period, string asked) => new("collection.other-period", 422, period, asked);

    public static Refusal SubmissionNotFound() => new("collection.submission-not-found", 404);

    public static Refusal SubmissionInState(SubmissionState state) => new("collection.submission-in-state", 409, state);

    public static Refusal OwnHandIn() => new("collection.own-hand-in", 403);

    public static Refusal NotAReviewer() => new("collection.not-a-reviewer", 403);

    public static Refusal DelegationNotFound() => new("collection.delegation-not-found", 404);

    public static Refusal DelegateNotGood() => new("collection.delegate-not-good", 422);

    public static Refusal DelegationDaysNotValid(int max) => new("collection.delegation-days-not-valid", 400, max);

    public static Refusal DelegationReasonMissing(int max) => new("collection.delegation-reason-missing", 400, max);

    public static Refusal DelegationIsOver() => new("collection.delegation-is-over", 409);

    public static Refusal TooManyDelegations(int max) => new("collection.too-many-delegations", 409, max);

    public static Refusal CheckNotFound(string code) => new("collection.check-not-found", 404, code);

    public static Refusal NothingToTryOn() => new("collection.nothing-to-try-on", 409);

    public static Refusal TrialTooLarge(int organisations) => new("collection.trial-too-large", 422, organisations);

    public static Refusal DraftTooLarge(int max) => new("collection.draft-too-large", 413, max);

    public static Refusal DraftChanged(string by) => new("collection.draft-changed", 409, by);

    public static Refusal TooManyCells(int max) => new("collection.too-many-cells", 413, max);

    public static Refusal ExplanationTooLong(int max) => new("collection.explanation-too-long", 422, max);

    public static Refusal OrganisationGone(string name) => new("collection.organisation-gone", 409, name);

    public static Refusal CommentMissing(int max) => new("collection.comment-missing", 422, max);

    public static Refusal HandInNotReadable(string why) => new("collection.hand-in-not-readable", 400, why);

    public static Refusal NothingApproved() => new("collection.nothing-approved", 409);

    public static Refusal SourceNotFound() => new("collection.source-not-found", 404);

    public static Refusal SourceNotGood(string field) => new("collection.source-not-good", 400, field);

    // Why: a word of PullErrors, or "status 500".
    public static Refusal SourceNotReached(string why) => new("collection.source-not-reached", 422, why);

    public static Refusal SourceQueryFailed(string sqlState) => new("collection.source-query-failed", 422, sqlState);

    public static Refusal SourceTooLarge(int rows, int megabytes) => new("collection.source-too-large", 422, rows, megabytes);

    public static Refusal SourceNotReadable(string what) => new("collection.source-not-readable", 422, what);

    public static Refusal SourceWithoutRight() => new("collection.source-without-right", 403);

    public static Refusal PullNotFound() => new("collection.pull-not-found", 404);

    public static Refusal DraftInWork() => new("collection.draft-in-work", 409);

    public static Refusal NothingToPullFor() => new("collection.nothing-to-pull-for", 409);

    public static Refusal OrganisationNotAsked() => new("collection.organisation-not-asked", 404);
}

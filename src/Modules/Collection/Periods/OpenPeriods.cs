using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates.Own;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Periods;

// Opens the periods that have ended, one a run and a transaction, the oldest first: a node that stood still catches up. Run twice
// it opens nothing twice, because the task says which period is next and is changed with it.
internal sealed class OpenPeriods(CollectionDb db, TemplateShelf templates, IOrganisations organisations, WorkCalendar calendar) : IJob
{
    // Two nodes do not open the same period, nor change the deadlines of one.
    public const string LockName = "collection-periods";

    private const int AskedMax = 500;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var today = db.Today;

        // An explicit transaction, because opening must be exclusive between processes.
        await using var transaction = await db.Whole.Database.BeginTransactionAsync(ct);
        await db.Whole.Dialect.LockAsync(db.Whole, LockName, ct);
        var task = await db.Tasks.Where(t => t.State == TaskState.Running && t.NextOpensOn <= today).OrderBy(t => t.NextOpensOn).ThenBy(t => t.Id).FirstOrDefaultAsync(ct);
        if (task is null)
        {
            return JobOutcome.Done(0);
        }

        await OpenAsync(task, ct);
        await transaction.CommitAsync(ct);
        return JobOutcome.More(1);
    }

    private async Task OpenAsync(CollectionTask task, CancellationToken ct)
    {
        var form = await templates.GetAsync(task.Template, task.Edition, ct);
        var span = task.SpanOf(task.NextOn!.Value);
        var deadline = task.DeadlineOf(span, calendar);
        task.Pass(span);
        if (form.Content.IsSurvey && (!task.HasSurveyMarks || deadline.DueOn > task.SurveyValidUntil))
        {
            db.Audit("PeriodNotOpened", $"task:{task.Id.Value}", new { period = span.Code, reason = "survey-not-valid", task.SurveyValidUntil });
            await db.SaveAsync(ct);
            return;
        }

        var period = CollectionPeriod.Open(task, span, deadline, form, db.Now);
        db.Whole.Add(period);
        var members = await db.Members.AsNoTracking().Where(m => m.TaskId == task.Id).OrderBy(m => m.OrganisationId).ToListAsync(ct);
        var gone = await GoneAsync(members, ct);
        db.Audit("PeriodOpened", $"period:{period.Id.Value}", new { task = task.Id.Value, period = span.Code, period.DueOn, members = members.Count, form.Digest });
        await db.SaveAsync(ct);
        await db.Whole.Dialect.BulkWriteAsync(db.Whole, members.Select(m => Submission.Ask(task, period, m, m.ExemptReason ?? gone.GetValueOrDefault(m.OrganisationId))), ct);
    }

    // Organisations that have been dissolved or merged since they became members are not asked any more.
    private async Task<Dictionary<Guid, string>> GoneAsync(List<TaskMember> members, CancellationToken ct)
    {
        var gone = new Dictionary<Guid, string>();
        foreach (var part in members.Chunk(AskedMax))
        {
            foreach (var (id, organisation) in await organisations.ReadAsync([.. part.Select(m => SubjectId.From(m.OrganisationId))], ct))
            {
                if (IsGone(organisation.State))
                {
                    gone[id.Value] = organisation.State.ToString();
                }
            }
        }

        return gone;
    }

    internal static bool IsGone(SubjectState state) => state is SubjectState.Deregistered or SubjectState.Cancelled or SubjectState.Revoked;
}

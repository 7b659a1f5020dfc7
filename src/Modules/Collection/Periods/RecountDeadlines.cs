using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Periods;

// Counts anew the deadlines that reached into a year whose calendar was not announced, once for each edition of the calendar, and moves
// what is owed with them. Nobody becomes late by it; who was late and is in time by the new day, is late no more. One period is one
// transaction.
internal sealed class RecountDeadlines(CollectionDb db, WorkCalendar calendar) : IJob
{
    private const int PartMax = 500;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        // Looked at without the lock, so that an idle node takes no write lock.
        if (!await Outdated().AnyAsync(ct))
        {
            return JobOutcome.Done(0);
        }

        // An explicit transaction, because the rows of what is owed are changed past the change tracker.
        await using var transaction = await db.Whole.Database.BeginTransactionAsync(ct);
        await db.Whole.Dialect.LockAsync(db.Whole, OpenPeriods.LockName, ct);
        if (await Outdated().OrderBy(p => p.Id).FirstOrDefaultAsync(ct) is { } period)
        {
            await RecountAsync(period, ct);
        }

        await transaction.CommitAsync(ct);
        return JobOutcome.More(1);
    }

    // Without an edition: opened before periods kept it.
    private IQueryable<CollectionPeriod> Outdated()
    {
        var edition = calendar.Edition;
        return db.Periods.Where(p => (p.IsProvisional && p.Calendar != edition) || p.Calendar == "");
    }

    private async Task RecountAsync(CollectionPeriod period, CancellationToken ct)
    {
        var task = await db.Tasks.AsNoTracking().SingleAsync(t => t.Id == period.TaskId, ct);
        var before = period.DueOn;
        period.Recount(task.DeadlineOf(new PeriodSpan(period.Code, period.FirstOn, period.LastOn), calendar));
        if (period.DueOn != before)
        {
            db.Audit("DeadlineRecounted", $"period:{period.Id.Value}", new { before, after = period.DueOn, calendar.Edition });
        }

        await db.SaveAsync(ct);
        if (period.DueOn != before)
        {
            var (id, dueOn) = (period.Id, period.DueOn);
            await db.Submissions.Where(s => s.PeriodId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.DueOn, dueOn), ct);
            foreach (var part in (await NowInTimeAsync(id, dueOn, ct)).Chunk(PartMax))
            {
                await db.Submissions.Where(s => s.PeriodId == id && part.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsLate, false), ct);
            }
        }
    }

    // By the day of the first hand-in; its receipt keeps what held on that day.
    private async Task<List<SubmissionId>> NowInTimeAsync(CollectionPeriodId period, DateOnly dueOn, CancellationToken ct)
    {
        var late = await (
            from submission in db.Submissions
            where submission.PeriodId == period && submission.IsLate == true
            join first in db.Submissions.Where(s => s.Round == 1) on new { submission.OrganisationId, submission.PeriodId } equals new { first.OrganisationId, first.PeriodId }
            join handIn in db.HandIns on new { first.OrganisationId, first.Id, Number = 1 } equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            select new { submission.Id, handIn.At }).ToListAsync(ct);
        return [.. late.Where(l => LegalZone.LegalDay(l.At) <= dueOn).Select(l => l.Id)];
    }
}

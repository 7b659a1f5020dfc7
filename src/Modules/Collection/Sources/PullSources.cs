using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Collection.Sources;

// Pulls what is due by the schedule of its source, a few at once, and tells how it ended. A pull is a row before anything is asked, so two
// nodes do not pull the same; nothing is asked inside a transaction. One that a node did not end is failed and tried again: a hand-in ends
// its pull in its own transaction, so nothing is handed in twice. A node that stood still catches up.
internal sealed class PullSources(CollectionDb db, SourceActors actors, TellOfPulls tell, IServiceScopeFactory scopes) : IJob
{
    public const string LockName = "collection-pulls";

    private const int AtOnce = 4;
    private const int LookedAtMax = 2000;

    // Longer than a pull may take.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private static readonly SubmissionState[] Open = [SubmissionState.Due, SubmissionState.Draft];

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        await EndAbandonedAsync(ct);
        var begun = await BeginAsync(ct);
        await Task.WhenAll(begun.Select(b => PullAsync(b.Pull, b.Actor, b.Retries, ct)));
        var told = await tell.RunAsync(ct);
        return begun.Count == 0 && told == 0 ? JobOutcome.Done(0) : JobOutcome.More(begun.Count + told);
    }

    private async Task EndAbandonedAsync(CancellationToken ct)
    {
        var before = db.Now - Abandoned;
        foreach (var pull in await db.Pulls.Where(p => p.State == PullState.Running && p.At < before).OrderBy(p => p.Id).Take(AtOnce).ToListAsync(ct))
        {
            var retries = await db.Sources.Where(s => s.Id == pull.SourceId).Select(s => (int?)s.Retries).SingleOrDefaultAsync(ct);
            Fail(db, pull, CollectionRefusals.SourceNotReached("interrupted"), retries ?? 0);
        }

        await db.SaveAsync(ct);
    }

    private async Task<List<(Guid Pull, Actor? Actor, int Retries)>> BeginAsync(CancellationToken ct)
    {
        var begun = new List<(Guid, Actor?, int)>();
        if ((await DueAsync(ct)).Count == 0)
        {
            return begun;
        }

        // An explicit transaction, because beginning must be exclusive between processes.
        await using var transaction = await db.Whole.Database.BeginTransactionAsync(ct);
        await db.Whole.Dialect.LockAsync(db.Whole, LockName, ct);
        foreach (var due in (await DueAsync(ct)).Take(AtOnce))
        {
            var pull = SourcePull.Begin(due.Source, due.Submission, due.Period, due.Attempts + 1, (due.Source.SetBy, due.Source.SetByName), db.Now);
            db.Whole.Add(pull);
            begun.Add((pull.Id.Value, await actors.OfAsync(due.Source, ct), due.Source.Retries));
        }

        await db.SaveAsync(ct);
        await transaction.CommitAsync(ct);

        // What is pulled in other scopes is read anew in this one.
        db.Whole.ChangeTracker.Clear();
        return begun;
    }

    private async Task<List<DuePull>> DueAsync(CancellationToken ct)
    {
        var (now, horizon) = (db.Now, db.Today.AddDays(SourceDesk.DaysBeforeMax));
        var known = await (
            from source in db.Sources.AsNoTracking()
            where source.IsActive
            join submission in db.Submissions on new { source.TaskId, source.OrganisationId } equals new { submission.TaskId, submission.OrganisationId }
            where Open.Contains(submission.State) && submission.Round == 1 && submission.HandInNumber == 0 && submission.DueOn <= horizon
            join task in db.Tasks on submission.TaskId equals task.Id
            join period in db.Periods on submission.PeriodId equals period.Id
            where task.State == TaskState.Running && period.ClosedAt == null
            where !db.Pulls.Any(p => p.SubmissionId == submission.Id && p.SourceId == source.Id && p.Attempt > 0 && p.At >= source.SetAt && (p.IsFinal || p.State == PullState.Running))
            orderby submission.DueOn, submission.Id
            select new
            {
                Source = source, submission.Id, submission.DueOn, period.Code,
                Attempts = db.Pulls.Count(p => p.SubmissionId == submission.Id && p.SourceId == source.Id && p.Attempt > 0 && p.At >= source.SetAt),
                LastAt = db.Pulls.Where(p => p.SubmissionId == submission.Id && p.SourceId == source.Id && p.Attempt > 0 && p.At >= source.SetAt).Max(p => p.EndedAt),
            }).Take(LookedAtMax).ToListAsync(ct);
        return [.. known
            .Where(k => k.Source.Covers(k.DueOn) && k.Source.PullsAt(k.DueOn) <= now && (k.LastAt is not { } last || last.AddMinutes(k.Source.RetryMinutes) <= now))
            .Select(k => new DuePull(k.Source, k.Id, k.Code, k.Attempts))];
    }

    // In a scope of its own, for whoever set the source. What goes wrong is kept in another one: what was not saved is not saved with it.
    private async Task PullAsync(Guid id, Actor? actor, int retries, CancellationToken ct)
    {
        var refused = actor is null ? CollectionRefusals.SourceWithoutRight() : null;
        if (actor is not null)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
            try
            {
                await scope.ServiceProvider.GetRequiredService<RunPull>().RunAsync(id, ct);
            }
            catch (Refusal refusal) when (refusal.Status < 500)
            {
                refused = refusal;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody saved the form in the same moment.
                refused = CollectionRefusals.DraftInWork();
            }
        }

        if (refused is not null)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System(nameof(PullSources));
            var own = scope.ServiceProvider.GetRequiredService<CollectionDb>();
            var pullId = SourcePullId.From(id);
            Fail(own, await own.Pulls.SingleAsync(p => p.Id == pullId, ct), refused, retries);
            await own.SaveAsync(ct);
        }
    }

    // Where a person has to do something first, trying again does not help.
    private static void Fail(CollectionDb db, SourcePull pull, Refusal refusal, int retries)
    {
        var isForPerson = refusal.Code == CollectionRefusals.DraftInWork().Code || refusal.Code == CollectionRefusals.SourceWithoutRight().Code;
        pull.Fail(refusal, isForPerson ? 0 : retries + 1, db.Now);
        db.Audit("PullFailed", $"pull:{pull.Id.Value}", new { refusal.Code, pull.Attempt, pull.Period });
    }

    private sealed record DuePull(CollectionSource Source, SubmissionId Submission, string Period, int Attempts);
}

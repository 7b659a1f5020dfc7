using System.Globalization;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Clock;

// Reminds reporters of what is due, tells reviewers of what came in, and those who run a task of reviews that wait: each open submission
// is looked at once a day and after each change. A batch is one transaction with its notices, and a notice's key names its occasion:
// killed at any point or run twice, nobody is told twice and nobody is left out. Handing in itself tells nobody and waits for nobody.
internal sealed class WatchSubmissions(CollectionDb db, IHolders holders, INotices notices, WorkCalendar calendar) : IJob
{
    private const int BatchMax = 200;

    private static readonly SubmissionState[] Open =
        [SubmissionState.Due, SubmissionState.Draft, SubmissionState.Returned, SubmissionState.HandedIn, SubmissionState.Forwarded];

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var batch = await NextAsync(db.Today, ct);
        if (batch.Count > 0)
        {
            var since = await SinceAsync(batch, ct);
            var audience = await AudienceAsync(ct);
            foreach (var seen in batch)
            {
                await LookAsync(seen, since.GetValueOrDefault(seen.Id, seen.HandedInAt), audience, ct);
            }

            await db.SaveAsync(ct);
        }

        return batch.Count == BatchMax ? JobOutcome.More(batch.Count) : JobOutcome.Done(batch.Count);
    }

    // Without drafts: they may be large, and the clock does not read them.
    private Task<List<Seen>> NextAsync(DateOnly today, CancellationToken ct) => (
        from s in db.Submissions
        where Open.Contains(s.State)
        join c in db.Clocks on new { s.OrganisationId, SubmissionId = s.Id } equals new { c.OrganisationId, c.SubmissionId } into clocks
        from c in clocks.DefaultIfEmpty()
        where c == null || c.LookedOn < today || c.SeenVersion != s.Version
        join t in db.Tasks on s.TaskId equals t.Id
        join p in db.Periods on s.PeriodId equals p.Id
        orderby s.DueOn, s.Id
        select new Seen(s.OrganisationId, s.Id, s.OrganisationName, s.Region, s.State, s.NeedsForwarding, s.Round, s.HandInNumber, s.HandedInAt, s.HandedInBy, s.DueOn, s.Version,
            t.Id.Value, t.Title, t.OrganisationId, t.Region, t.State == TaskState.Running && (p.ClosedAt == null || s.HandInNumber > 0), p.Id.Value, p.Code, c)).Take(BatchMax).ToListAsync(ct);

    // When a reviewer last acted.
    private async Task<Dictionary<SubmissionId, DateTime?>> SinceAsync(List<Seen> batch, CancellationToken ct)
    {
        var ids = batch.Where(s => s.State is SubmissionState.Returned or SubmissionState.Forwarded).Select(s => s.Id).ToList();
        return await db.Remarks.Where(r => ids.Contains(r.SubmissionId)).GroupBy(r => r.SubmissionId).Select(g => new { g.Key, At = (DateTime?)g.Max(r => r.At) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
    }

    private async Task<Dictionary<ClockAudience, IReadOnlyList<WatchedPerson>>> AudienceAsync(CancellationToken ct)
    {
        var delegations = await db.DelegationsHolding(db.Today).AsNoTracking().ToListAsync(ct);
        return new()
        {
            [ClockAudience.Reporters] = WatchedPerson.Of(await holders.OfAsync(CollectionPermissions.Report, ct), []),
            [ClockAudience.Forwarders] = WatchedPerson.Of(await holders.OfAsync(CollectionPermissions.Forward, ct), delegations),
            [ClockAudience.Reviewers] = WatchedPerson.Of(await holders.OfAsync(CollectionPermissions.Review, ct), delegations),
            [ClockAudience.Runners] = WatchedPerson.Of(await holders.OfAsync(CollectionPermissions.Run, ct), []),
        };
    }

    private async Task LookAsync(Seen seen, DateTime? since, Dictionary<ClockAudience, IReadOnlyList<WatchedPerson>> audience, CancellationToken ct)
    {
        var clock = ClockOf(seen);
        var watched = new WatchedSubmission(seen.State, seen.NeedsForwarding, seen.Round, seen.HandInNumber, seen.DueOn, LegalZone.LegalDay(since ?? db.Now), seen.TakesHandIn);
        if (ClockStep.Of(watched, db.Today, calendar) is { } step)
        {
            var told = string.Create(CultureInfo.InvariantCulture, $"{step.Code}:{seen.HandInNumber}:{step.To}:{seen.DueOn:yyyy-MM-dd}");
            if (clock.DueOn != seen.DueOn && step.To is ClockAudience.Reporters && seen.State is not SubmissionState.Returned)
            {
                await TellAsync(seen, new ClockStep("Notice.DueMoved", ClockAudience.Reporters), audience, ct);
            }
            else if (clock.Told != told)
            {
                await TellAsync(seen, step, audience, ct);
            }

            clock.Told = told;
        }

        (clock.LookedOn, clock.SeenVersion, clock.DueOn) = (db.Today, seen.Version, seen.DueOn);
    }

    private SubmissionClock ClockOf(Seen seen)
    {
        if (seen.Clock is { } known)
        {
            return known;
        }

        var made = new SubmissionClock { OrganisationId = seen.OrganisationId, SubmissionId = seen.Id, DueOn = seen.DueOn };
        db.Whole.Add(made);
        return made;
    }

    // Overdue concerns those who run the task as well: once for a period, however many are missing.
    private async Task TellAsync(Seen seen, ClockStep step, Dictionary<ClockAudience, IReadOnlyList<WatchedPerson>> audience, CancellationToken ct)
    {
        var isOfRunner = step.To is ClockAudience.Runners;
        var (organisation, region) = isOfRunner ? (seen.RunBy, seen.RunIn) : (seen.OrganisationId, seen.Region);
        foreach (var person in Reaching(audience[step.To], seen, organisation, region))
        {
            await notices.NotifyAsync(NoticeOf(seen, step, person), ct);
        }

        // Whoever stands in for the reviewer hears that it waits too long, because the reviewer may not.
        if (step.Code == "Notice.ReviewEscalated")
        {
            var reviewers = seen is { State: SubmissionState.HandedIn, NeedsForwarding: true } ? ClockAudience.Forwarders : ClockAudience.Reviewers;
            foreach (var person in Reaching([.. audience[reviewers].Where(p => p.Under is not null)], seen, seen.OrganisationId, seen.Region))
            {
                await notices.NotifyAsync(NoticeOf(seen, step with { To = reviewers }, person), ct);
            }
        }

        if (step.Code == "Notice.Overdue")
        {
            foreach (var person in Reaching(audience[ClockAudience.Runners], seen, seen.RunBy, seen.RunIn))
            {
                await notices.NotifyAsync(NoticeOf(seen, new ClockStep("Notice.Missing", ClockAudience.Runners), person), ct);
            }
        }
    }

    // The organisation's own people are told one by one; others once a day for a period, or 800 hand-ins would be 800 notices.
    private NewNotice NoticeOf(Seen seen, ClockStep step, string person)
    {
        var dueOn = seen.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var isOwn = step.To is ClockAudience.Reporters or ClockAudience.Forwarders;
        var occasion = isOwn ? string.Create(CultureInfo.InvariantCulture, $"{seen.Id.Value}/{seen.HandInNumber}:{dueOn}")
            : step.Code == "Notice.Missing" ? $"{seen.Period}:{dueOn}"
            : string.Create(CultureInfo.InvariantCulture, $"{seen.Period}:{db.Today:yyyy-MM-dd}");
        return new NewNotice(NoticeRecipient.Actor(person), step.Code, $"{step.Code}:{occasion}")
        {
            Args = isOwn ? [seen.Title, seen.Code, dueOn, seen.OrganisationName] : [seen.Title, seen.Code, dueOn],
            Link = isOwn ? $"/collection/submissions/{seen.Id.Value}" : step.To is ClockAudience.Runners ? $"/collection/rates?task={seen.Task}&period={Uri.EscapeDataString(seen.Code)}" : "/collection/reviews",
        };
    }

    private static IEnumerable<string> Reaching(IReadOnlyList<WatchedPerson> people, Seen seen, Guid organisation, string? region) =>
        people.Where(p => p.Grant.Reaches(organisation, region) && p.IsConcerned(seen.Task, seen.HandedInBy)).Select(p => p.ActorId).Distinct(StringComparer.Ordinal);

    private sealed record Seen(
        Guid OrganisationId, SubmissionId Id, string OrganisationName, string? Region, SubmissionState State, bool NeedsForwarding, int Round, int HandInNumber, DateTime? HandedInAt,
        string? HandedInBy, DateOnly DueOn, int Version, Guid Task, string Title, Guid RunBy, string? RunIn, bool TakesHandIn, Guid Period, string Code, SubmissionClock? Clock);
}

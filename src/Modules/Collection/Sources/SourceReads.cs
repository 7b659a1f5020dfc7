using System.Globalization;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Sources;

// What pages and API show of sources and pulls.
public sealed class SourceReads
{
    public const int PageSize = 50;
    public const int ValuesMax = 200;
    private const int PullsMax = 20;
    private const int NextMax = 5;

    private static readonly SubmissionState[] Owed = [SubmissionState.Due, SubmissionState.Draft, SubmissionState.Returned];

    private readonly CollectionDb _db;
    private readonly SourceDesk _sources;
    private readonly ReadPulled _read;
    private readonly CheckForm _checks;
    private readonly ProblemTexts _texts;

    internal SourceReads(CollectionDb db, SourceDesk sources, ReadPulled read, CheckForm checks, ProblemTexts texts) => (_db, _sources, _read, _checks, _texts) = (db, sources, read, checks, texts);

    // Running tasks that ask organisations for which the caller may set sources. `after`: how many to pass over.
    public async Task<PageOf<SourceItem>> ListAsync(int after, CancellationToken ct)
    {
        var report = _db.Members.InScope(_db.Me, CollectionPermissions.Report, m => m.OrganisationId, m => m.Region);
        var forward = _db.Members.InScope(_db.Me, CollectionPermissions.Forward, m => m.OrganisationId, m => m.Region);
        var all =
            from member in report.Union(forward)
            join task in _db.Tasks on member.TaskId equals task.Id
            where task.State == TaskState.Running
            join known in _db.Sources on new { member.OrganisationId, member.TaskId } equals new { known.OrganisationId, known.TaskId } into sources
            from source in sources.DefaultIfEmpty()
            select new { member.OrganisationId, member.Name, Task = task.Id, task.Title, Source = source };
        var (total, from) = (await all.LongCountAsync(ct), Math.Max(0, after));
        var page = await all.AsNoTracking().OrderBy(a => a.Title).ThenBy(a => a.Task).ThenBy(a => a.OrganisationId).Skip(from).Take(PageSize).ToListAsync(ct);
        var ids = page.Where(p => p.Source is not null).Select(p => p.Source!.Id).ToList();
        var newest = await _db.Pulls.AsNoTracking().Where(p => ids.Contains(p.SourceId) && !_db.Pulls.Any(later => later.SourceId == p.SourceId && later.Id > p.Id)).ToListAsync(ct);
        var last = newest.ToDictionary(p => p.SourceId, ItemOf);
        var end = from + page.Count;
        return new PageOf<SourceItem>(
            [.. page.Select(p => new SourceItem(p.Task.Value, p.Title, p.OrganisationId, p.Name, p.Source?.Kind, p.Source is { IsActive: true }, p.Source?.Outcome, p.Source is null ? null : last.GetValueOrDefault(p.Source.Id)))],
            total, end < total ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<SourceView> ReadAsync(Guid task, Guid organisation, CancellationToken ct)
    {
        var member = await _sources.MemberAsync(task, organisation, ct);
        var title = await _db.Tasks.Where(t => t.Id == member.TaskId).Select(t => t.Title).SingleAsync(ct);
        var source = await _sources.Mine.AsNoTracking().SingleOrDefaultAsync(s => s.TaskId == member.TaskId && s.OrganisationId == organisation, ct);
        var pulls = source is null ? [] : await _db.Pulls.AsNoTracking().Where(p => p.SourceId == source.Id).OrderByDescending(p => p.Id).Take(PullsMax).ToListAsync(ct);
        return new SourceView
        {
            Task = task, Title = title, Organisation = organisation, OrganisationName = member.Name, Set = source is null ? null : SetOf(source),
            Next = source is { IsActive: true } ? await NextAsync(source, ct) : [], Pulls = [.. pulls.Select(ItemOf)],
        };
    }

    public async Task<PullView> PullAsync(Guid task, Guid organisation, Guid pullId, CancellationToken ct)
    {
        var source = await _sources.FindAsync(task, organisation, ct);
        var id = SourcePullId.From(pullId);
        var pull = await _db.Pulls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.SourceId == source.Id, ct) ?? throw CollectionRefusals.PullNotFound();
        var submission = await _db.Submissions.AsNoTracking().SingleAsync(s => s.OrganisationId == organisation && s.Id == pull.SubmissionId, ct);
        if (pull.ValueCount is null)
        {
            return new PullView(ItemOf(pull), pull.Address, pull.Query, submission.Version, false, [], []);
        }

        var asked = new SubmissionAsked(
            submission, await _db.Tasks.AsNoTracking().SingleAsync(t => t.Id == submission.TaskId, ct), await _db.Periods.AsNoTracking().SingleAsync(p => p.Id == submission.PeriodId, ct));
        var values = (await _read.RunAsync(pull, asked, ct)).Values;
        var found = await _checks.RunAsync(asked, values, withPeers: false, ct);
        var mayTake = submission.TakesHandIn && !asked.IsShut && pull.State is PullState.Tried && _db.Me.Reaches(CollectionPermissions.Report, organisation, submission.Region);
        return new PullView(ItemOf(pull), pull.Address, pull.Query, submission.Version, mayTake, [.. values.Take(ValuesMax)], FindingTexts.Of(found.Findings, [], _texts));
    }

    // What a trial is for: what is owed next, or else what was asked last.
    internal async Task<Guid> ToTryAsync(CollectionSource source, CancellationToken ct)
    {
        var (organisation, task) = (source.OrganisationId, source.TaskId);
        var all = _db.Submissions.Where(s => s.OrganisationId == organisation && s.TaskId == task);
        var id = await all.Where(s => Owed.Contains(s.State)).OrderBy(s => s.DueOn).ThenBy(s => s.Id).Select(s => (SubmissionId?)s.Id).FirstOrDefaultAsync(ct)
            ?? await all.OrderByDescending(s => s.DueOn).ThenByDescending(s => s.Id).Select(s => (SubmissionId?)s.Id).FirstOrDefaultAsync(ct);
        return id?.Value ?? throw CollectionRefusals.NothingToPullFor();
    }

    private async Task<IReadOnlyList<NextPull>> NextAsync(CollectionSource source, CancellationToken ct)
    {
        var (organisation, task, today) = (source.OrganisationId, source.TaskId, _db.Today);
        var owed = await (
            from submission in _db.Submissions
            where submission.OrganisationId == organisation && submission.TaskId == task && submission.Round == 1 && submission.HandInNumber == 0
            where submission.State == SubmissionState.Due || submission.State == SubmissionState.Draft
            join period in _db.Periods on submission.PeriodId equals period.Id
            where period.ClosedAt == null && !_db.Pulls.Any(p => p.SubmissionId == submission.Id && p.SourceId == source.Id && p.Attempt > 0 && p.At >= source.SetAt && p.IsFinal)
            orderby submission.DueOn, submission.Id
            select new { submission.Id, period.Code, submission.DueOn }).Take(PageSize).ToListAsync(ct);
        return [.. owed.Where(o => source.Covers(o.DueOn)).Take(NextMax).Select(o => new NextPull(o.Id.Value, o.Code, o.DueOn, source.PullsAt(o.DueOn)))];
    }

    private static SourceSet SetOf(CollectionSource s) => new(
        s.Kind, s.Address, s.Query, s.UserName, s.HeaderName, s.ProtectedSecret is not null, s.Outcome, s.DaysBefore,
        new TimeOnly(s.AtMinute / 60, s.AtMinute % 60).ToString("HH:mm", CultureInfo.InvariantCulture), s.Retries, s.RetryMinutes, s.IsActive, s.SetByName, s.SetAt);

    private PullItem ItemOf(SourcePull p) => new(
        p.Id.Value, p.SubmissionId.Value, p.Period, p.Attempt, p.State, p.At, p.EndedAt, p.ByName, p.FileName, p.Sha256, p.Bytes, p.ValueCount, p.FindingCount, p.WorkbookId, p.ErrorCode,
        p.Error is { } error ? PullErrors.TextOf(error, _texts, CultureInfo.CurrentUICulture) : null);
}

using System.Globalization;
using System.Text.Json;
using Gongxin.Collection.Review;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Submissions;

// What people see of submissions: their own, those of their region, or all, as their role reaches.
public sealed class SubmissionReads
{
    public const int PageSize = 50;

    private static readonly SubmissionState[] Owed = [SubmissionState.Due, SubmissionState.Draft, SubmissionState.Returned];
    private static readonly SubmissionState[] InReview = [SubmissionState.HandedIn, SubmissionState.Forwarded];

    private readonly CollectionDb _db;
    private readonly SubmissionDesk _desk;
    private readonly CheckForm _checks;
    private readonly IBlobs _blobs;
    private readonly ProblemTexts _texts;

    internal SubmissionReads(CollectionDb db, SubmissionDesk desk, CheckForm checks, IBlobs blobs, ProblemTexts texts) =>
        (_db, _desk, _checks, _blobs, _texts) = (db, desk, checks, blobs, texts);

    // What is still to be handed in, the most urgent first.
    public Task<PageOf<SubmissionItem>> DueAsync(string? cursor, CancellationToken ct) =>
        PageAsync(_db.SubmissionsFor(CollectionPermissions.Report).Where(s => Owed.Contains(s.State)), cursor, ct);

    // What the caller's organisation handed in, the newest first.
    public async Task<PageOf<SubmissionItem>> HandedInAsync(CancellationToken ct)
    {
        var mine = _db.SubmissionsFor(CollectionPermissions.Report).Where(s => s.HandedInAt != null && !Owed.Contains(s.State));
        var rows = await (
            from submission in mine
            join task in _db.Tasks on submission.TaskId equals task.Id
            join period in _db.Periods on submission.PeriodId equals period.Id
            orderby submission.HandedInAt descending, submission.Id
            select new { submission, task.Title, period.Code }).AsNoTracking().Take(PageSize).ToListAsync(ct);
        return new PageOf<SubmissionItem>([.. rows.Select(r => ItemOf(r.submission, r.Title, r.Code))], await mine.LongCountAsync(ct), null);
    }

    // Everything that the caller may see, the most urgent first.
    public async Task<PageOf<SubmissionItem>> ListAsync(SubmissionState? state, string? cursor, CancellationToken ct)
    {
        var mine = await _db.Reach.SubmissionsAsync(CollectionPermissions.Read, ct);
        return await PageAsync(state is { } asked ? mine.Where(s => s.State == asked) : mine, cursor, ct);
    }

    // What waits for the caller's word as a reviewer: what the checks found most in, first.
    public async Task<PageOf<SubmissionItem>> QueueAsync(string? cursor, CancellationToken ct)
    {
        var forward = (await _db.Reach.SubmissionsAsync(CollectionPermissions.Forward, ct)).Where(s => s.State == SubmissionState.HandedIn && s.NeedsForwarding).Select(s => s.Id);
        var approve = (await _db.Reach.SubmissionsAsync(CollectionPermissions.Review, ct))
            .Where(s => s.State == SubmissionState.Forwarded || (s.State == SubmissionState.HandedIn && !s.NeedsForwarding)).Select(s => s.Id);
        var all = _db.Submissions.Where(s => InReview.Contains(s.State) && (forward.Contains(s.Id) || approve.Contains(s.Id)));
        return await OddFirstAsync(all, cursor, ct);
    }

    public async Task<SubmissionView> ReadAsync(Guid id, CancellationToken ct)
    {
        var asked = await _desk.FindAsync(id, CollectionPermissions.Read, ct);
        var submission = asked.Submission;
        var (organisation, submissionId) = (submission.OrganisationId, submission.Id);
        var handIns = await _db.HandIns.AsNoTracking().Where(h => h.OrganisationId == organisation && h.SubmissionId == submissionId).OrderBy(h => h.Number).ToListAsync(ct);
        var remarks = await _db.Remarks.AsNoTracking().Where(r => r.OrganisationId == organisation && r.SubmissionId == submissionId).OrderBy(r => r.Number).ToListAsync(ct);

        // A draft is seen by those who fill it in; everybody else sees what was handed in.
        var mayReport = Reaches(CollectionPermissions.Report, submission);
        var (values, explanations) = ContentOf(submission, mayReport, handIns);
        var (forwards, reviews) = (await _db.Reach.RightAsync(CollectionPermissions.Forward, submission, ct), await _db.Reach.RightAsync(CollectionPermissions.Review, submission, ct));
        var found = await _checks.RunAsync(asked, values, withPeers: reviews is not null, ct);
        return new SubmissionView
        {
            About = ItemOf(submission, asked.Task.Title, asked.Period.Code), Version = submission.Version,
            MayFillIn = mayReport && submission.TakesHandIn && !asked.IsShut,
            MayForward = submission.AwaitsForwarding && forwards?.IsOwnHandIn(submission, _db.Me) is false,
            MayReview = submission.AwaitsApproval && reviews?.IsOwnHandIn(submission, _db.Me) is false,
            ReviewsInSteadOf = (submission.AwaitsForwarding ? forwards : submission.AwaitsApproval ? reviews : null)?.For?.ByName,
            MayRevise = mayReport && (submission.State is SubmissionState.Approved or SubmissionState.Locked),
            Deadline = asked.Period.Deadline, Form = found.Form.Content, Values = values, Explanations = explanations,
            Findings = values.Count == 0 ? [] : FindingTexts.Of(found.Findings, explanations, _texts),
            Comparisons = values.Count == 0 ? [] : CompareFigures.Of(found, await RoundBeforeAsync(submission, ct)),
            Receipts = [.. handIns.Select(h => SubmissionDesk.ViewOf(submission, h))],
            Remarks = [.. remarks.Select(r => new RemarkView(r.Number, r.HandInNumber, r.Act, r.Comment, r.CellsJson is null ? [] : JsonSerializer.Deserialize<List<CellComment>>(r.CellsJson, ReadyTemplates.Json)!, r.ByName, r.At) { InSteadOf = r.InSteadName })],
            DraftByName = mayReport ? submission.DraftByName : null, DraftAt = mayReport ? submission.DraftAt : null,
        };
    }

    private (IReadOnlyList<FormValue> Values, IReadOnlyList<Explanation> Explanations) ContentOf(Submission submission, bool mayReport, List<SubmissionHandIn> handIns)
    {
        if (submission.TakesHandIn && mayReport && submission.DraftJson is not null)
        {
            var draft = submission.Draft;
            return ([.. draft.Filled], draft.Explanations);
        }

        return handIns is [.., var last]
            ? (HandInContent.Read(_blobs, last.Sha256).Values, JsonSerializer.Deserialize<List<Explanation>>(last.ExplanationsJson, ReadyTemplates.Json)!)
            : ([], []);
    }

    // What a revision corrects.
    private async Task<IReadOnlyList<FormValue>> RoundBeforeAsync(Submission submission, CancellationToken ct)
    {
        var (organisation, period, round) = (submission.OrganisationId, submission.PeriodId, submission.Round - 1);
        var sha256 = round == 0 ? null : await (
            from before in _db.Submissions
            where before.OrganisationId == organisation && before.PeriodId == period && before.Round == round
            join handIn in _db.HandIns on new { before.OrganisationId, before.Id, Number = before.HandInNumber } equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            select handIn.Sha256).SingleOrDefaultAsync(ct);
        return sha256 is null ? [] : HandInContent.Read(_blobs, sha256).Values;
    }

    private bool Reaches(Permission permission, Submission submission) => _db.Me.Reaches(permission, submission.OrganisationId, submission.Region);

    private async Task<PageOf<SubmissionItem>> PageAsync(IQueryable<Submission> all, string? cursor, CancellationToken ct)
    {
        var total = await all.LongCountAsync(ct);
        if (cursor?.Split('_') is [var day, var at] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dueOn) && Guid.TryParse(at, out var id))
        {
            var last = SubmissionId.From(id);
            all = all.Where(s => s.DueOn > dueOn || (s.DueOn == dueOn && s.Id > last));
        }

        var rows = await (
            from submission in all
            join task in _db.Tasks on submission.TaskId equals task.Id
            join period in _db.Periods on submission.PeriodId equals period.Id
            orderby submission.DueOn, submission.Id
            select new { submission, task.Title, period.Code }).AsNoTracking().Take(PageSize + 1).ToListAsync(ct);
        var next = rows.Count > PageSize ? FormattableString.Invariant($"{rows[PageSize - 1].submission.DueOn:yyyy-MM-dd}_{rows[PageSize - 1].submission.Id.Value}") : null;
        return new PageOf<SubmissionItem>([.. rows.Take(PageSize).Select(r => ItemOf(r.submission, r.Title, r.Code))], total, next);
    }

    private async Task<PageOf<SubmissionItem>> OddFirstAsync(IQueryable<Submission> all, string? cursor, CancellationToken ct)
    {
        var total = await all.LongCountAsync(ct);
        if (cursor?.Split('_') is [var odd, var day, var at] && int.TryParse(odd, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dueOn) && Guid.TryParse(at, out var id))
        {
            var last = SubmissionId.From(id);
            all = all.Where(s => s.FindingCount < count || (s.FindingCount == count && (s.DueOn > dueOn || (s.DueOn == dueOn && s.Id > last))));
        }

        var rows = await (
            from submission in all
            join task in _db.Tasks on submission.TaskId equals task.Id
            join period in _db.Periods on submission.PeriodId equals period.Id
            orderby submission.FindingCount descending, submission.DueOn, submission.Id
            select new { submission, task.Title, period.Code }).AsNoTracking().Take(PageSize + 1).ToListAsync(ct);
        var next = rows.Count > PageSize && rows[PageSize - 1].submission is var end ? FormattableString.Invariant($"{end.FindingCount}_{end.DueOn:yyyy-MM-dd}_{end.Id.Value}") : null;
        return new PageOf<SubmissionItem>([.. rows.Take(PageSize).Select(r => ItemOf(r.submission, r.Title, r.Code))], total, next);
    }

    private SubmissionItem ItemOf(Submission submission, string title, string period) => new()
    {
        Id = submission.Id.Value, Task = submission.TaskId.Value, Title = title, Period = period, Organisation = submission.OrganisationId,
        OrganisationName = submission.OrganisationName, State = submission.State, Round = submission.Round, DueOn = submission.DueOn,
        WorkingDaysLeft = WorkCalendar.China.WorkingDaysBetween(_db.Today, submission.DueOn),
        HandedInAt = submission.HandedInAt, IsLate = submission.IsLate, FindingCount = submission.FindingCount,
    };
}

using System.Text.Json;
using Gongxin.Collection.Review.Delegation;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Templates;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Review;

// What reviewers do: in the organisation forward or return, in the department approve or return. Row rights stand in the query, so what
// is another's is not there.
internal sealed class ReviewDesk(CollectionDb db, IBlobs blobs, INotices notices)
{
    public const int BulkMax = 500;

    public Task<bool> MayApproveAsync(CancellationToken ct) => db.Reach.MayReviewAsync(CollectionPermissions.Review, ct);

    public async Task ForwardAsync(Guid id, string? comment, CancellationToken ct)
    {
        await RequireReviewerAsync(CollectionPermissions.Forward, ct);
        var submission = await FindAsync(id, CollectionPermissions.Forward, ct);
        var under = (await db.Reach.RightAsync(CollectionPermissions.Forward, submission, ct))?.For;
        submission.Forward(db.Me, under?.By);
        Remark(submission, ReviewAct.Forward, comment, [], under);
        await db.SaveAsync(ct);
    }

    public async Task ReturnAsync(Guid id, string? comment, IReadOnlyList<CellComment> cells, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(comment))
        {
            throw CollectionRefusals.CommentMissing(ReviewRemark.CommentMax);
        }

        // Whoever is next in the way may return it.
        var submission = await FindAsync(id, CollectionPermissions.Read, ct);
        var right = await db.Reach.RightAsync(submission.AwaitsForwarding ? CollectionPermissions.Forward : CollectionPermissions.Review, submission, ct)
            ?? throw CollectionRefusals.SubmissionInState(submission.State);
        submission.Return(db.Me, right.For?.By);
        Remark(submission, ReviewAct.Return, comment, cells, right.For);
        await TellAsync(submission, "Notice.SubmissionReturned", ct);
        await db.SaveAsync(ct);
    }

    // Each for itself: what cannot be approved says why, the rest is approved.
    public async Task<IReadOnlyList<ApprovalView>> ApproveAsync(IReadOnlyCollection<Guid> ids, string? comment, CancellationToken ct)
    {
        if (ids.Count > BulkMax)
        {
            throw CollectionRefusals.TooManyMembers(BulkMax);
        }

        await RequireReviewerAsync(CollectionPermissions.Review, ct);
        var asked = ids.Distinct().Select(SubmissionId.From).ToList();
        var found = await (await db.Reach.SubmissionsAsync(CollectionPermissions.Review, ct)).Where(s => asked.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var answers = new List<ApprovalView>();
        foreach (var id in asked)
        {
            answers.Add(new ApprovalView(id.Value, found.TryGetValue(id, out var submission) ? await ApproveAsync(submission, comment, ct) : CollectionRefusals.SubmissionNotFound().Code));
        }

        await db.SaveAsync(ct);
        return answers;
    }

    // What was approved is handed in anew, beside what it was.
    public async Task<Guid> ReviseAsync(Guid id, CancellationToken ct)
    {
        var submissionAsked = SubmissionId.From(id);
        var submission = await db.SubmissionsFor(CollectionPermissions.Report).SingleOrDefaultAsync(s => s.Id == submissionAsked, ct) ?? throw CollectionRefusals.SubmissionNotFound();
        var (organisation, submissionId, number) = (submission.OrganisationId, submission.Id, submission.HandInNumber);
        var last = await db.HandIns.AsNoTracking().SingleOrDefaultAsync(h => h.OrganisationId == organisation && h.SubmissionId == submissionId && h.Number == number, ct)
            ?? throw CollectionRefusals.SubmissionInState(submission.State);
        var explanations = JsonSerializer.Deserialize<List<Explanation>>(last.ExplanationsJson, ReadyTemplates.Json)!;
        var approved = DraftContent.Empty.With(HandInContent.Read(blobs, last.Sha256).Values, explanations, 1, db.Me.Name);
        var next = submission.Revise(approved, db.Me, db.Now);
        db.Whole.Add(next);
        db.Audit("SubmissionRevised", $"submission:{id}", new { next = next.Id.Value, next.Round });
        await db.SaveAsync(ct);
        return next.Id.Value;
    }

    private async Task<string?> ApproveAsync(Submission submission, string? comment, CancellationToken ct)
    {
        var under = (await db.Reach.RightAsync(CollectionPermissions.Review, submission, ct))?.For;
        try
        {
            submission.Approve(db.Me, under?.By);
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }

        var (organisation, period, round) = (submission.OrganisationId, submission.PeriodId, submission.Round);
        foreach (var before in await db.Submissions.Where(s => s.OrganisationId == organisation && s.PeriodId == period && s.Round < round && s.State != SubmissionState.Superseded).ToListAsync(ct))
        {
            before.Supersede();
        }

        Remark(submission, ReviewAct.Approve, comment, [], under);
        await TellAsync(submission, "Notice.SubmissionApproved", ct);
        return null;
    }

    // Whoever handed it in, with what is done to it.
    private async Task TellAsync(Submission submission, string code, CancellationToken ct)
    {
        var (id, periodId) = (submission.Id.Value, submission.PeriodId);
        var period = await db.Periods.Where(p => p.Id == periodId).Select(p => p.Code).SingleAsync(ct);
        await notices.NotifyAsync(
            new NewNotice(NoticeRecipient.Actor(submission.HandedInBy!), code, FormattableString.Invariant($"{code}:{id}/{submission.RemarkCount}"))
            {
                Args = [period, submission.OrganisationName],
                Link = $"/collection/submissions/{id}",
            },
            ct);
    }

    private void Remark(Submission submission, ReviewAct act, string? comment, IReadOnlyList<CellComment> cells, ReviewDelegation? under)
    {
        var json = cells.Count == 0 ? null : JsonSerializer.Serialize(cells, ReadyTemplates.Json);
        if (comment?.Length > ReviewRemark.CommentMax || json?.Length > ReviewRemark.CellsMax)
        {
            throw CollectionRefusals.CommentMissing(ReviewRemark.CommentMax);
        }

        db.Whole.Add(ReviewRemark.Of(submission, act, string.IsNullOrWhiteSpace(comment) ? null : comment.Trim(), json, under, db.Me, db.Now));
        db.Audit($"Submission{act}", $"submission:{submission.Id.Value}", new { submission.HandInNumber, cells = cells.Count, inStead = under?.By, delegation = under?.Id.Value });
    }

    private async Task RequireReviewerAsync(Permission permission, CancellationToken ct)
    {
        if (!await db.Reach.MayReviewAsync(permission, ct))
        {
            throw CollectionRefusals.NotAReviewer();
        }
    }

    private async Task<Submission> FindAsync(Guid id, Permission permission, CancellationToken ct)
    {
        var submissionId = SubmissionId.From(id);
        return await (await db.Reach.SubmissionsAsync(permission, ct)).SingleOrDefaultAsync(s => s.Id == submissionId, ct) ?? throw CollectionRefusals.SubmissionNotFound();
    }
}

// Null when it was approved; else the code of why not.
public sealed record ApprovalView(Guid Submission, string? Refused);

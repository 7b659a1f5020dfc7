using Gongxin.Collection.Checks;
using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Sources;

// Pulls for one submission: what comes is handed in or kept as a draft, with the same findings, receipt and trail as a file. What was
// filled in by hand is never written over.
internal sealed class RunPull(CollectionDb db, FetchSource fetch, ReadPulled read, SubmissionDesk desk, CheckForm checks)
{
    // As its schedule says; the scope acts for whoever set the source. A refusal is for the caller to keep, in a scope of its own.
    public async Task RunAsync(Guid pullId, CancellationToken ct)
    {
        var (pull, source, asked) = await FindAsync(pullId, ct);
        await RequireFreeAsync(asked.Submission, ct);
        PulledValues values;
        try
        {
            values = await ReadAsync(pull, source, asked, ct);
        }
        catch (Refusal refusal) when (refusal.Status < 500)
        {
            // What came is kept with the pull, and the workbook that waits for a mapping.
            await db.SaveAsync(ct);
            throw;
        }

        // Read again: the answer may have taken a minute.
        await db.Whole.Entry(asked.Submission).ReloadAsync(ct);
        await RequireFreeAsync(asked.Submission, ct);
        if (source.Outcome is PullOutcome.HandIn)
        {
            // The pull ends in the transaction of the hand-in.
            var number = asked.Submission.HandInNumber + 1;
            var handIn = new NewHandIn(values.Values, [], HandInSource.Pull) { WorkbookId = values.WorkbookId, Remember = _ => EndAs(pull, p => p.HandIn(number, db.Now)) };
            if ((await desk.HandInAsync(asked, handIn, ct)).Status is ImportStatus.Success)
            {
                return;
            }
        }

        var against = await AgainstAsync(asked, values, ct);
        EndAs(pull, p => p.Draft(asked.Submission.Version + 1, source.Outcome is PullOutcome.HandIn ? Math.Max(against, 1) : against, db.Now));
        if (await desk.SaveDraftAsync(asked, asked.Submission.Version, values.Values, [], ct) is not null)
        {
            throw CollectionRefusals.DraftInWork();
        }
    }

    // Fetches and reads, and changes nothing of the submission. What goes wrong is kept in the pull.
    public async Task<Guid> TryAsync(CollectionSource source, SubmissionAsked asked, CancellationToken ct)
    {
        var pull = SourcePull.Begin(source, asked.Submission.Id, asked.Period.Code, 0, (db.Me.Id, db.Me.Name), db.Now);
        db.Whole.Add(pull);
        await db.SaveAsync(ct);
        try
        {
            var values = await ReadAsync(pull, source, asked, ct);
            var against = await AgainstAsync(asked, values, ct);
            EndAs(pull, p => p.Try(against, db.Now));
        }
        catch (Refusal refusal) when (refusal.Status < 500)
        {
            pull.Fail(refusal, 0, db.Now);
            db.Audit("PullFailed", Subject(pull), new { refusal.Code });
        }

        await db.SaveAsync(ct);
        return pull.Id.Value;
    }

    // A person takes what was tried into the draft, over the version that the person has seen.
    public async Task<(Guid Submission, int Version)> TakeAsync(CollectionSource source, Guid pullId, int version, CancellationToken ct)
    {
        var id = SourcePullId.From(pullId);
        var pull = await db.Pulls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.SourceId == source.Id && p.ValueCount != null, ct) ?? throw CollectionRefusals.PullNotFound();
        var asked = await desk.FindAsync(pull.SubmissionId.Value, CollectionPermissions.Report, ct);
        var values = await read.RunAsync(pull, asked, ct);
        return await desk.SaveDraftAsync(asked, version, values.Values, asked.Submission.Draft.Explanations, ct) is { } changed
            ? throw CollectionRefusals.DraftChanged(string.Join(", ", changed.Select(c => c.By).Distinct()))
            : (pull.SubmissionId.Value, asked.Submission.Version);
    }

    private async Task<PulledValues> ReadAsync(SourcePull pull, CollectionSource source, SubmissionAsked asked, CancellationToken ct)
    {
        pull.Fetch(await fetch.RunAsync(source, asked, ct));
        var values = await read.RunAsync(pull, asked, ct);
        pull.Read(values);
        return values.Values.Count > 0 ? values : throw CollectionRefusals.SourceNotReadable("0");
    }

    private async Task<int> AgainstAsync(SubmissionAsked asked, PulledValues values, CancellationToken ct) =>
        (await checks.RunAsync(asked, values.Values, withPeers: false, ct)).Findings.Count(f => f.Grade is not CheckGrade.Note);

    // Nothing was filled in, or only by a pull before this one.
    private async Task RequireFreeAsync(Submission submission, CancellationToken ct)
    {
        var (id, version) = (submission.Id, submission.Version);
        if (!submission.TakesHandIn)
        {
            throw CollectionRefusals.SubmissionInState(submission.State);
        }

        if (submission.State is SubmissionState.Draft && !await db.Pulls.AnyAsync(p => p.SubmissionId == id && p.DraftVersion == version, ct))
        {
            throw CollectionRefusals.DraftInWork();
        }
    }

    private void EndAs(SourcePull pull, Action<SourcePull> end)
    {
        end(pull);
        db.Audit("SourcePulled", Subject(pull), new { pull.State, pull.Attempt, pull.Period, pull.Sha256, pull.Bytes, pull.ValueCount, pull.WorkbookId });
    }

    private async Task<(SourcePull Pull, CollectionSource Source, SubmissionAsked Asked)> FindAsync(Guid pullId, CancellationToken ct)
    {
        var id = SourcePullId.From(pullId);
        var pull = await db.Pulls.SingleAsync(p => p.Id == id, ct);
        var source = await db.Sources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == pull.SourceId, ct) ?? throw CollectionRefusals.SourceNotFound();
        return (pull, source, await desk.FindAsync(pull.SubmissionId.Value, CollectionPermissions.Report, ct));
    }

    private static string Subject(SourcePull pull) => $"pull:{pull.Id.Value}";
}

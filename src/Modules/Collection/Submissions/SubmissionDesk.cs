using System.Text.Json;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Submissions;

// Saves drafts and takes hand-ins.
internal sealed class SubmissionDesk(CollectionDb db, CheckForm checks, IBlobs blobs, IOrganisations organisations, ProblemTexts texts)
{
    public const int ExplanationsMax = 2000;

    public async Task<SubmissionAsked> FindAsync(Guid id, Permission permission, CancellationToken ct)
    {
        var submissionId = SubmissionId.From(id);
        var reached = permission == CollectionPermissions.Read ? await db.Reach.SubmissionsAsync(permission, ct) : db.SubmissionsFor(permission);
        return await WithTaskAsync(await reached.SingleOrDefaultAsync(s => s.Id == submissionId, ct), ct);
    }

    // The newest round of what an organisation owes for a period of a task.
    public async Task<SubmissionAsked> FindAsync(Guid task, string period, Guid organisation, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(task);
        var periodId = await db.Periods.Where(p => p.TaskId == taskId && p.Code == period).Select(p => (CollectionPeriodId?)p.Id).SingleOrDefaultAsync(ct)
            ?? throw CollectionRefusals.PeriodNotOpen(period);
        return await WithTaskAsync(
            await db.SubmissionsFor(CollectionPermissions.Report).Where(s => s.OrganisationId == organisation && s.PeriodId == periodId).OrderByDescending(s => s.Round).FirstOrDefaultAsync(ct), ct);
    }

    // Null when it was saved; else the values that others have changed since the version that the caller knew.
    public async Task<IReadOnlyList<DraftValue>?> SaveDraftAsync(
        SubmissionAsked asked, int version, IReadOnlyCollection<FormValue> values, IReadOnlyList<Explanation> explanations, CancellationToken ct)
    {
        var submission = asked.Submission;
        Bound(values, explanations);
        RequireOpen(asked);
        if (submission.Version != version)
        {
            return [.. submission.Draft.Values.Where(v => v.Saved > version)];
        }

        submission.SaveDraft(submission.Draft.With(values, explanations, submission.Version + 1, db.Me.Name), db.Me, db.Now);
        db.Audit("DraftSaved", $"submission:{submission.Id.Value}", new { values = values.Count });
        await db.SaveAsync(ct);
        return null;
    }

    public async Task<ImportSummary> HandInAsync(SubmissionAsked asked, NewHandIn handIn, CancellationToken ct)
    {
        var (submission, task, period) = (asked.Submission, asked.Task, asked.Period);
        var given = handIn.Values ?? [.. submission.Draft.Filled];
        var explanations = handIn.Values is null && handIn.Explanations.Count == 0 ? submission.Draft.Explanations : handIn.Explanations;
        Bound(given, explanations);
        RequireOpen(asked);
        await RequireThereAsync(submission.OrganisationId, ct);
        var found = await checks.RunAsync(asked, given, withPeers: false, ct);
        var content = new HandInContent(period.Template, period.Edition, period.FormDigest, task.Id.Value, period.Code, submission.OrganisationId, found.Values).ToBytes();
        var summary = SummaryOf(asked, given, found, explanations, handIn.DryRun);
        if (!submission.TakesHandIn)
        {
            return await RepeatedAsync(submission, content, summary, ct);
        }

        if (summary.Status is ImportStatus.Error || handIn.DryRun)
        {
            return summary;
        }

        return summary with { Receipt = await TakeAsync(submission, handIn, content, found, explanations, ct) };
    }

    private async Task<ReceiptView> TakeAsync(
        Submission submission, NewHandIn handIn, byte[] content, CheckedValues found, IReadOnlyList<Explanation> explanations, CancellationToken ct)
    {
        // Stored before the row that names it.
        var blob = await blobs.PutAsync(new MemoryStream(content), null, ct);
        var parts = new HandInParts(
            found.Values.Count, found.Findings.Count, JsonSerializer.Serialize(found.Findings, ReadyTemplates.Json), JsonSerializer.Serialize(explanations, ReadyTemplates.Json),
            handIn.Source, handIn.WorkbookId);
        var taken = SubmissionHandIn.Take(submission, parts, blob, db.Me, db.Now, db.Today);
        submission.HandIn(taken);
        db.Whole.Add(taken);
        var about = LedgerSubject(submission, taken.Number);

        // That it came, and the digest of what came: never what stands in it.
        taken.LedgerId = db.QueueLedger("submission.handed-in", about, new
        {
            organisation = submission.OrganisationId, task = submission.TaskId.Value, period = submission.PeriodId.Value, submission.Round, taken.Number, taken.Receipt, taken.Sha256, taken.IsLate,
        }).Value;
        db.Audit("SubmissionHandedIn", $"submission:{submission.Id.Value}", new { taken.Number, taken.Receipt, taken.Sha256, taken.CellCount, taken.FindingCount, taken.IsLate });
        handIn.Remember?.Invoke(ReceiptKey(submission, taken.Number));
        await db.SaveAsync(ct);
        return ViewOf(submission, taken);
    }

    // The same again gives the receipt that there is; something else is refused, because it was handed in already.
    private async Task<ImportSummary> RepeatedAsync(Submission submission, byte[] content, ImportSummary summary, CancellationToken ct)
    {
        var (organisation, id, number) = (submission.OrganisationId, submission.Id, submission.HandInNumber);
        var last = await db.HandIns.AsNoTracking().SingleOrDefaultAsync(h => h.OrganisationId == organisation && h.SubmissionId == id && h.Number == number, ct);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        return last is not null && last.Sha256 == digest
            ? summary with { Status = ImportStatus.Success, Repeated = true, Receipt = ViewOf(submission, last) }
            : throw CollectionRefusals.SubmissionInState(submission.State);
    }

    // What a remembered request led to.
    public async Task<ImportSummary> RepeatAsync(string receiptKey, CancellationToken ct)
    {
        var parts = receiptKey.Split('/');
        var asked = await FindAsync(Guid.Parse(parts[0]), CollectionPermissions.Report, ct);
        var (organisation, id, number) = (asked.Submission.OrganisationId, asked.Submission.Id, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        var taken = await db.HandIns.AsNoTracking().SingleAsync(h => h.OrganisationId == organisation && h.SubmissionId == id && h.Number == number, ct);
        var findings = FindingTexts.Of(JsonSerializer.Deserialize<List<FormFinding>>(taken.FindingsJson, ReadyTemplates.Json)!, JsonSerializer.Deserialize<List<Explanation>>(taken.ExplanationsJson, ReadyTemplates.Json)!, texts);
        return new ImportSummary
        {
            Status = ImportStatus.Success, DryRun = false, Repeated = true, Submission = id.Value, Period = asked.Period.Code, Findings = findings,
            Counts = CountsOf(taken.CellCount, taken.CellCount, findings), Receipt = ViewOf(asked.Submission, taken),
        };
    }

    public static string LedgerSubject(Submission submission, int number) => FormattableString.Invariant($"submission:{submission.Id.Value}/{number}");

    public static ReceiptView ViewOf(Submission submission, SubmissionHandIn taken) => new(
        taken.Receipt, taken.Number, taken.At, taken.ByName, taken.IsLate, taken.Sha256, taken.CellCount, taken.FindingCount, taken.Source, LedgerSubject(submission, taken.Number));

    private static string ReceiptKey(Submission submission, int number) => FormattableString.Invariant($"{submission.Id.Value}/{number}");

    private ImportSummary SummaryOf(SubmissionAsked asked, IReadOnlyCollection<FormValue> given, CheckedValues found, IReadOnlyList<Explanation> explanations, bool dryRun)
    {
        var findings = FindingTexts.Of(found.Findings, explanations, texts);
        var counts = CountsOf(given.Count(v => !string.IsNullOrWhiteSpace(v.Value)), found.Values.Count, findings);
        return new ImportSummary
        {
            Status = counts.MustFix > 0 || counts.ToExplain > counts.Explained || counts.Taken == 0 ? ImportStatus.Error : ImportStatus.Success,
            DryRun = dryRun, Submission = asked.Submission.Id.Value, Period = asked.Period.Code, Counts = counts, Findings = findings,
        };
    }

    private static ImportCounts CountsOf(int given, int taken, IReadOnlyList<FindingView> findings) => new(
        given, taken, given - taken, findings.Count(f => f.Grade is CheckGrade.MustFix), findings.Count(f => f.Grade is CheckGrade.Explain),
        findings.Count(f => f.Grade is CheckGrade.Explain && f.Explanation is not null), findings.Count(f => f.Grade is CheckGrade.Note));

    private static void Bound(IReadOnlyCollection<FormValue> values, IReadOnlyList<Explanation> explanations)
    {
        if (values.Count > ReadValues.CellsMax)
        {
            throw CollectionRefusals.TooManyCells(ReadValues.CellsMax);
        }

        if (explanations.Count > ExplanationsMax || explanations.Any(e => e.Text.Length > Explanation.TextMax || e.Finding.Length > Explanation.TextMax))
        {
            throw CollectionRefusals.ExplanationTooLong(Explanation.TextMax);
        }
    }

    private static void RequireOpen(SubmissionAsked asked)
    {
        if (asked.Task.State is not TaskState.Running)
        {
            throw CollectionRefusals.TaskNotInState(asked.Task.State);
        }

        if (asked.IsShut)
        {
            throw CollectionRefusals.PeriodClosed(asked.Period.Code);
        }
    }

    private async Task RequireThereAsync(Guid organisation, CancellationToken ct)
    {
        if (await organisations.FindAsync(SubjectId.From(organisation), ct) is { } known && OpenPeriods.IsGone(known.State))
        {
            throw CollectionRefusals.OrganisationGone(known.Name);
        }
    }

    private async Task<SubmissionAsked> WithTaskAsync(Submission? submission, CancellationToken ct)
    {
        if (submission is null)
        {
            throw CollectionRefusals.SubmissionNotFound();
        }

        var period = await db.Periods.AsNoTracking().SingleAsync(p => p.Id == submission.PeriodId, ct);
        return new SubmissionAsked(submission, await db.Tasks.AsNoTracking().SingleAsync(t => t.Id == submission.TaskId, ct), period);
    }
}

// What is handed in. Without values it is the draft.
internal sealed record NewHandIn(IReadOnlyList<FormValue>? Values, IReadOnlyList<Explanation> Explanations, HandInSource Source)
{
    public bool DryRun { get; init; }
    public Guid? WorkbookId { get; init; }

    // Told what the request led to, before it is saved.
    public Action<string>? Remember { get; init; }
}

using System.Globalization;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Commitments;

/// <summary>A commitment as it is handed in.</summary>
/// <param name="Uscc">Credit code of whoever committed itself.</param>
/// <param name="Body">Credit code of the accepting unit: the own organisation.</param>
/// <param name="Kind">approval, materials, certificate, repair, selfDiscipline, voluntary or other.</param>
/// <param name="Scope">public, limited or closed; only public is shown to everybody.</param>
/// <param name="Reason">What for; at most 512 characters.</param>
/// <param name="Content">What was promised; at most 4,000 characters.</param>
/// <param name="Liability">What follows when it is broken; at most 4,000 characters.</param>
/// <param name="MadeOn">Day on which it was made; not in the future.</param>
/// <param name="ValidUntil">Last day on which it binds; null without an end.</param>
public sealed record NewCommitment(
    string? Uscc, string? Body, string? Kind, string? Scope, string? Reason, string? Content, string? Liability, DateOnly? MadeOn, DateOnly? ValidUntil = null);

/// <summary>How a commitment was kept.</summary>
/// <param name="Performance">kept, partly or broken.</param>
/// <param name="NotKept">What was not kept; needed unless all was.</param>
/// <param name="Consequence">What followed from it; needed unless all was kept.</param>
public sealed record CommitmentJudgement(string? Performance, string? NotKept = null, string? Consequence = null);

/// <summary>Why a commitment counts no more.</summary>
public sealed record CommitmentEnd(string? Reason);

// What accepting units do with commitments: each only with its own.
internal sealed class CommitmentDesk(CreditDb credit, ISubjects subjects, TimeProvider clock)
{
    public const string Published = "credit.commitment-published";
    public const string Judged = "credit.commitment-judged";
    public const string Voided = "credit.commitment-voided";
    private const int SerialDigits = 6;
    private const int TextMin = 2;
    private const string NowhereKnown = "000000";

    public async Task<CommitmentView> RecordAsync(NewCommitment asked, CancellationToken ct)
    {
        var body = await subjects.OfCodeAsync(asked.Body?.Trim(), ct);
        if (!credit.Asker.Reaches(ActsPermissions.Commitments, body.Id.Value, null))
        {
            throw CreditRefusals.SubjectNotFound();
        }

        var subject = await subjects.OfCodeAsync(asked.Uscc?.Trim(), ct);
        var form = FormOf(asked);

        // A transaction of its own: the running number is taken by one at a time.
        await using var transaction = await credit.Whole.Database.BeginTransactionAsync(ct);
        await credit.Whole.Dialect.LockAsync(credit.Whole, "credit-commitments", ct);
        var commitment = Commitment.Record(await NextCodeAsync(body.Region ?? NowhereKnown, ct), subject, body, form);
        credit.Whole.Add(commitment);
        credit.Audit("CommitmentRecorded", SubjectOf(commitment), new { kind = form.Kind.ToString(), scope = form.Scope.ToString() });
        if (form.Scope is CommitmentScope.Public)
        {
            credit.QueueLedger(Published, SubjectOf(commitment), new { code = commitment.Code, uscc = commitment.SubjectUscc });
        }

        await credit.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return CommitmentView.Of(commitment);
    }

    public async Task<CommitmentView> JudgeAsync(string code, CommitmentJudgement judgement, CancellationToken ct)
    {
        var commitment = await OwnAsync(code, ct);
        var performance = CommitmentWords.Parse<CommitmentPerformance>("performance", judgement.Performance);
        var isKept = performance is CommitmentPerformance.Kept;
        commitment.Judge(
            performance, isKept ? null : Text("notKept", judgement.NotKept, Commitment.TextMax), isKept ? null : Text("consequence", judgement.Consequence, Commitment.TextMax), clock.LegalToday());
        credit.Audit("CommitmentJudged", SubjectOf(commitment), new { performance = performance.ToString() });
        Tell(commitment, Judged, new { code = commitment.Code, performance = performance.ToString() });
        await credit.SaveAsync(ct);
        return CommitmentView.Of(commitment);
    }

    public async Task<CommitmentView> VoidAsync(string code, CommitmentEnd end, CancellationToken ct)
    {
        var commitment = await OwnAsync(code, ct);
        commitment.Void(Text("reason", end.Reason, Commitment.ReasonMax), clock.LegalToday());
        credit.Audit("CommitmentVoided", SubjectOf(commitment));
        Tell(commitment, Voided, new { code = commitment.Code });
        await credit.SaveAsync(ct);
        return CommitmentView.Of(commitment);
    }

    public static async Task<Created<CommitmentView>> HandleRecord(NewCommitment commitment, CommitmentDesk desk, CancellationToken ct)
    {
        var view = await desk.RecordAsync(commitment, ct);
        return TypedResults.Created($"/api/v1/credit/commitments/{view.Code}", view);
    }

    public static async Task<Ok<CommitmentView>> HandleJudge(string code, CommitmentJudgement judgement, CommitmentDesk desk, CancellationToken ct) =>
        TypedResults.Ok(await desk.JudgeAsync(code, judgement, ct));

    public static async Task<Ok<CommitmentView>> HandleVoid(string code, CommitmentEnd end, CommitmentDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.VoidAsync(code, end, ct));

    private static string SubjectOf(Commitment commitment) => $"credit:commitment/{commitment.Code}";

    // The ledger tells what everybody may see.
    private void Tell(Commitment commitment, string kind, object payload)
    {
        if (commitment.Scope is CommitmentScope.Public)
        {
            credit.QueueLedger(kind, SubjectOf(commitment), payload);
        }
    }

    private CommitmentForm FormOf(NewCommitment asked)
    {
        var today = clock.LegalToday();
        if (asked.MadeOn is not { } made || made > today)
        {
            throw CommitmentRefusals.DayNotPossible("madeOn", today);
        }

        return asked.ValidUntil < made
            ? throw CommitmentRefusals.DayNotPossible("validUntil", made)
            : new(
                CommitmentWords.Parse<CommitmentKind>("kind", asked.Kind), CommitmentWords.Parse<CommitmentScope>("scope", asked.Scope), Text("reason", asked.Reason, Commitment.ReasonMax),
                Text("content", asked.Content, Commitment.TextMax), Text("liability", asked.Liability, Commitment.TextMax), made, asked.ValidUntil);
    }

    // Region, day, running number: 20 digits. The day is the day of recording, so that a number once given is never given again.
    private async Task<string> NextCodeAsync(string region, CancellationToken ct)
    {
        var prefix = region + clock.LegalToday().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var (first, last) = (prefix + new string('0', SerialDigits), prefix + new string('9', SerialDigits));
        var newest = await credit.Whole.Set<Commitment>().Where(c => c.Code.CompareTo(first) >= 0 && c.Code.CompareTo(last) <= 0).MaxAsync(c => (string?)c.Code, ct);
        var serial = newest is null ? 1 : int.Parse(newest.AsSpan(prefix.Length), CultureInfo.InvariantCulture) + 1;
        return prefix + serial.ToString("D6", CultureInfo.InvariantCulture);
    }

    private async Task<Commitment> OwnAsync(string code, CancellationToken ct) =>
        await credit.Whole.Set<Commitment>().InScope(credit.Asker, ActsPermissions.Commitments, c => c.BodyId).FirstOrDefaultAsync(c => c.Code == code, ct) ?? throw CommitmentRefusals.NotFound();

    // Numbers of persons are not kept.
    private static string Text(string field, string? text, int max) =>
        text?.Trim() is { Length: >= TextMin } given && given.Length <= max ? FieldRules.WithoutIdentityNumbers(given) : throw CommitmentRefusals.FieldNotUsable(field, max);
}

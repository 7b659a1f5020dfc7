using Gongxin.Credit.Records.Marks;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Withdrawing;

/// <summary>A decision may no longer be public.</summary>
/// <param name="Cause">changed, revoked, unlawful, void or error.</param>
/// <param name="FactOn">The day on which the decision was changed, revoked or found so: the three working days count from it.</param>
/// <param name="Reason">Why, for everybody to read.</param>
public sealed record WithdrawalRequest(WithdrawalCause Cause, DateOnly FactOn, string? Reason);

/// <summary>That a record was withdrawn, and whether in time.</summary>
/// <param name="DueOn">Last of the three working days; null where the rule was not yet in force.</param>
public sealed record WithdrawalAnswer(Guid Record, DateOnly WithdrawnOn, DateOnly? DueOn, bool IsLate);

// The deciding authority takes a record back: decisions that were changed, revoked, or found unlawful or void are withdrawn within three
// working days, and why is made public (Administrative Penalty Law, Art. 48).
internal sealed class WithdrawRecord(CreditDb credit, WholeSubjects subjects, MarkRecord marks, RuleBook rules, TimeProvider clock)
{
    public const string Rule = "PEN_REVOKE_3";
    private const int ReasonMin = 4;

    public async Task<WithdrawalAnswer> RunAsync(string uscc, Guid id, WithdrawalRequest request, CancellationToken ct)
    {
        var today = clock.LegalToday();
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length is < ReasonMin or > RecordMark.ReasonMax)
        {
            throw ActsRefusals.ReasonMissing(ReasonMin, RecordMark.ReasonMax);
        }

        var record = await OwnAsync(uscc, new(id), ct);
        if (request.FactOn > today || request.FactOn < record.DecidedOn)
        {
            throw ActsRefusals.DayNotPossible();
        }

        var mark = await marks.AddAsync(record, record.Withdraw(today), null, reason, ct);
        (mark.Cause, mark.FactOn) = (request.Cause, request.FactOn);
        mark.DueOn = rules.History(Rule).FirstOrDefault(r => r.IsInForceOn(request.FactOn))?.DeadlineFrom(request.FactOn, WorkCalendar.China).DueOn;
        await credit.SaveAsync(ct);
        return new(id, today, mark.DueOn, today > mark.DueOn);
    }

    // Records of other authorities are as if they were not there.
    private async Task<CreditRecord> OwnAsync(string uscc, RecordId id, CancellationToken ct)
    {
        var ids = (await subjects.OfCodeAsync(uscc, ct)).Ids;
        var record = await credit.Records.OfOne(r => r.SubjectId, ids).SingleOrDefaultAsync(r => r.Id == id, ct);
        return record is not null && (await subjects.BodiesAsync(record.AuthorityUscc, ct)).Any(body => credit.Asker.Reaches(ActsPermissions.Withdraw, body, null))
            ? record
            : throw CreditRefusals.RecordNotFound();
    }

    public static async Task<Ok<WithdrawalAnswer>> Handle(string uscc, Guid id, WithdrawalRequest request, WithdrawRecord withdrawals, CancellationToken ct) =>
        TypedResults.Ok(await withdrawals.RunAsync(uscc, id, request, ct));
}

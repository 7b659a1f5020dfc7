using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Withdrawing;

/// <summary>A decision that was withdrawn, with the reason that the law asks for; of whom it told is no longer said.</summary>
/// <param name="Cause">changed, revoked, unlawful, void, error, or objection.</param>
/// <param name="FactOn">The day from which the three working days count; null after an objection.</param>
public sealed record WithdrawalView(
    Guid Record, string Kind, string Number, string Authority, string AuthorityUscc, string Cause, DateOnly? FactOn, DateOnly WithdrawnOn, DateOnly? DueOn, bool IsLate, string? Reason);

public sealed class WithdrawalReads
{
    public const int PageSize = 50;

    private readonly CreditDb _credit;

    internal WithdrawalReads(CreditDb credit) => _credit = credit;

    public async Task<PageOf<WithdrawalView>> ListAsync(string? cursor, CancellationToken ct)
    {
        var from = StopUseReads.PlaceIn.Parse(cursor);
        var marks = _credit.Marks.AsNoTracking().Where(m => m.Kind == MarkKind.Withdrawn);
        var total = await marks.LongCountAsync(ct);
        var page = await marks.Join(_credit.Records, m => new { m.SubjectId, Id = m.RecordId }, r => new { r.SubjectId, r.Id }, (m, r) => new { Mark = m, Record = r })
            .OrderByDescending(p => p.Mark.At).ThenBy(p => p.Mark.RecordId).Skip(from).Take(PageSize).ToListAsync(ct);
        return new([.. page.Select(p => ViewOf(p.Mark, p.Record))], total, StopUseReads.PlaceIn.Next(from, page.Count, total));
    }

    private static WithdrawalView ViewOf(RecordMark mark, CreditRecord record)
    {
        var on = LegalZone.LegalDay(mark.At);
        return new(
            record.Id.Value, RecordItem.WordOf(record.Kind), record.Number, record.Authority, record.AuthorityUscc,
            mark.Cause?.ToString().ToLowerInvariant() ?? "objection", mark.FactOn, on, mark.DueOn, on > mark.DueOn, mark.Reason);
    }
}

internal static class ListWithdrawals
{
    public static async Task<Ok<PageOf<WithdrawalView>>> Handle(string? cursor, WithdrawalReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ListAsync(cursor, ct));
}

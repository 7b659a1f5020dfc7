using Gongxin.Credit.Measures;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Records.Marks;

// Puts an act on a record into what is saved next: the mark, the audit row, the ledger entry and, where publicity ends, the order to stop
// using it and the end of the joint measures that rest on it. The ledger tells which record, never of whom.
internal sealed class MarkRecord(CreditDb credit, TimeProvider clock)
{
    public async Task<RecordMark> AddAsync(CreditRecord record, MarkKind kind, string? caseNumber, string? reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var mark = record.Mark(kind, caseNumber, reason, new(credit.ActorId, now));
        credit.Marks.Add(mark);
        var subject = $"credit:record/{record.Id.Value}";
        var name = kind is MarkKind.Repaired or MarkKind.Withdrawn ? StopUseOrder.WordOf(record.End!.Value) : "marked";
        credit.Audit("RecordMarked", subject, new { mark = kind.ToString(), caseNumber });
        credit.QueueLedger($"credit.record-{name}", subject, new { record = record.Id.Value, mark = kind.ToString(), number = mark.Number, caseNumber });
        if (record.End is { } end)
        {
            var order = StopUseOrder.For(record, end, now);
            credit.StopUses.Add(order);
            credit.QueueLedger("credit.stop-use-issued", $"credit:stop-use/{order.Id.Value}", new { record = record.Id.Value, reason = StopUseOrder.WordOf(end) });
            await LiftMeasures.OfCauseAsync(credit, record.SubjectId, record.Id.Value, ReasonOf(end, caseNumber), LegalZone.LegalDay(now), ct);
        }

        return mark;
    }

    // Withdrawn by a case is an objection that was upheld.
    private static LiftReason ReasonOf(RecordEnd end, string? caseNumber) =>
        end is RecordEnd.Repaired ? LiftReason.Repaired : caseNumber is null ? LiftReason.Revoked : LiftReason.Objection;
}

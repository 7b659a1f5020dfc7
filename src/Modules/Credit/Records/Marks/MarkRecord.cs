using Gongxin.Credit.StopUse;

namespace Gongxin.Credit.Records.Marks;

// Puts an act on a record into what is saved next: the mark, the audit row, the ledger entry and, where publicity ends, the order to stop
// using it. The ledger tells which record, never of whom.
internal sealed class MarkRecord(CreditDb credit, TimeProvider clock)
{
    public RecordMark Add(CreditRecord record, MarkKind kind, string? caseNumber, string? reason)
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
        }

        return mark;
    }
}

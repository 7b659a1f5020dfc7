using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Marks;

// One record of a subject, under whichever of its ids, as everybody may see it, or what became of it: a record that was public never vanishes silently (decision 0031).
internal static class PublicRecord
{
    public static async Task<CreditRecord> ReadAsync(CreditDb credit, IReadOnlyList<SubjectId> subjects, RecordId id, DateOnly today, CancellationToken ct)
    {
        var record = await credit.Records.AsNoTracking().OfOne(r => r.SubjectId, subjects).SingleOrDefaultAsync(r => r.Id == id, ct);
        if (record is null || (!record.IsShown && record.StoppedOn is null) || record.FromOn > today)
        {
            throw CreditRefusals.RecordNotFound();
        }

        if (record.End is RecordEnd.Withdrawn)
        {
            var subject = record.SubjectId;
            var reason = await credit.Marks.Where(m => m.SubjectId == subject && m.RecordId == id && m.Kind == MarkKind.Withdrawn).Select(m => m.Reason).SingleAsync(ct);
            throw ActsRefusals.RecordWithdrawn(record.EndedOn!.Value, reason ?? "");
        }

        return record.End is RecordEnd.Repaired ? throw ActsRefusals.RecordRepaired(record.EndedOn!.Value)
            : (record.StoppedOn ?? record.OverOn(today)) is { } over ? throw ActsRefusals.RecordOver(over)
            : record;
    }
}

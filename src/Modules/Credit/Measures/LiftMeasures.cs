using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures;

// Lifts what rests on a cause that has ended: part of what the caller saves next, so that publicity, stop-use and measures end in one
// transaction.
internal static class LiftMeasures
{
    public static async Task OfCauseAsync(CreditDb credit, SubjectId subject, Guid cause, LiftReason reason, DateOnly today, CancellationToken ct)
    {
        foreach (var measure in await credit.Whole.Set<JointMeasure>().Where(m => m.SubjectId == subject && m.CauseId == cause && m.LiftedOn == null).ToListAsync(ct))
        {
            Lift(credit, measure, reason, null, today);
        }
    }

    public static void Lift(CreditDb credit, JointMeasure measure, LiftReason reason, string? text, DateOnly today)
    {
        measure.Lift(reason, text, today);
        var subject = $"credit:measure/{measure.Id.Value}";
        credit.Audit("MeasuresLifted", subject, new { reason = reason.ToString() });
        credit.QueueLedger("credit.measures-lifted", subject, new { measure = measure.Id.Value, reason = reason.ToString() });
    }
}

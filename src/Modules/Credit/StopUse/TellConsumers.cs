using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Governance;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.StopUse;

// Tells every application that was given the record to stop using it, by the ways that the application has. Told twice it tells once.
internal sealed class TellConsumers(CreditDb credit, INotices notices) : IAnnouncementHandler<RecordEnded>
{
    private const string Notice = "credit.stop-use-told";

    public async Task HandleAsync(RecordEnded announcement, CancellationToken ct)
    {
        var (subject, record) = (new SubjectId(announcement.Subject), new RecordId(announcement.Record));
        var order = await credit.StopUses.AsNoTracking().Where(o => o.SubjectId == subject && o.RecordId == record)
            .OrderByDescending(o => o.IssuedAt).FirstAsync(ct);
        var consumers = await credit.Receipts.Where(r => r.SubjectId == subject && r.RecordId == record).OrderBy(r => r.ConsumerId).Select(r => r.ConsumerId).ToListAsync(ct);
        foreach (var consumer in consumers)
        {
            await notices.NotifyAsync(
                new(NoticeRecipient.Actor(consumer), Notice, $"credit.stop-use:{order.Id.Value}")
                {
                    Args = [order.Id.Value.ToString(), order.IssuedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
                    Link = "/credit/stop-use",
                    IsUrgent = true,
                },
                ct);
        }

        await credit.SaveAsync(ct);
    }
}

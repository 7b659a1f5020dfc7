using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// Sends what is due, one after the other. Each is claimed first and recorded after, in transactions of their own, and sent between
// them; of two senders one loses the race for a claim. A delivery whose sender was killed is due again when its lease is over.
internal sealed class SendDeliveries(GovernanceDb governance, MessageText messages, WebhookSender webhooks, MailSender mails, TimeProvider clock) : IJob
{
    private const int BatchMax = 20;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var now = Now;
        var due = await governance.Deliveries
            .Where(d => (d.State == DeliveryState.Waiting || d.State == DeliveryState.Sending) && d.DueAt <= now)
            .OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(BatchMax).ToListAsync(ct);
        foreach (var delivery in due)
        {
            if (await ClaimAsync(delivery, ct))
            {
                await SendAsync(delivery, ct);
            }
        }

        return due.Count == BatchMax ? JobOutcome.More(due.Count) : JobOutcome.Done(due.Count);
    }

    private async Task<bool> ClaimAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            delivery.Claim(Now);
            await governance.SaveAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process sends it.
            governance.Forget(delivery);
            return false;
        }
    }

    private async Task SendAsync(Delivery delivery, CancellationToken ct)
    {
        var way = await governance.NoticeWays.AsNoTracking().SingleOrDefaultAsync(w => w.Id == delivery.Way, ct);
        if (way is null)
        {
            // Its owner does not want it any more.
            governance.Remove(delivery);
            await governance.SaveAsync(ct);
            return;
        }

        var message = await messages.OfAsync(delivery, way, ct);
        var error = way.Kind is WayKind.Mail ? await mails.SendAsync(way, message, ct) : await webhooks.SendAsync(way, message, ct);
        if (error is null)
        {
            delivery.Arrive(Now);
        }
        else
        {
            delivery.Fail(error, Now);
        }

        await governance.SaveAsync(ct);
    }
}

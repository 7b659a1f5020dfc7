using Gongxin.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// Error: a code such as timeout, connection, private-address, secret-lost, no-mail-server, "status 500" or "smtp 550".
public sealed record DeliveryView(
    Guid Id, WayKind? Kind, string? Address, int Notices, DeliveryState State, int Attempts, DateTime CreatedAt, DateTime DueAt, DateTime? EndedAt, string? Error);

// What went out of the platform, for operators.
public sealed class DeliveryReads
{
    private const int PageSize = 50;

    private readonly GovernanceDb _governance;
    private readonly TimeProvider _clock;

    internal DeliveryReads(GovernanceDb governance, TimeProvider clock) => (_governance, _clock) = (governance, clock);

    public async Task<PageOf<DeliveryView>> ListAsync(DeliveryState? state, Guid? before, CancellationToken ct)
    {
        var deliveries = _governance.Deliveries.AsNoTracking();
        deliveries = state is { } wanted ? deliveries.Where(d => d.State == wanted) : deliveries;
        var total = await deliveries.LongCountAsync(ct);
        if (before is { } last)
        {
            var mark = new DeliveryId(last);
            deliveries = deliveries.Where(d => d.Id < mark);
        }

        var page = await (
            from delivery in deliveries.OrderByDescending(d => d.Id).Take(PageSize + 1)
            join known in _governance.NoticeWays.AsNoTracking() on delivery.Way equals known.Id into ways
            from way in ways.DefaultIfEmpty()
            orderby delivery.Id descending
            select new { Delivery = delivery, Way = way }).ToListAsync(ct);
        return new PageOf<DeliveryView>(
            [.. page.Take(PageSize).Select(p => Shown(p.Delivery, p.Way))], total, page.Count > PageSize ? page[PageSize - 1].Delivery.Id.Value.ToString() : null);
    }

    public async Task ResendAsync(Guid id, CancellationToken ct)
    {
        var wanted = new DeliveryId(id);
        var delivery = await _governance.Deliveries.SingleOrDefaultAsync(d => d.Id == wanted, ct) ?? throw GovernanceRefusals.DeliveryNotFound(id);
        delivery.Resend(_clock.GetUtcNow().UtcDateTime);
        _governance.Audit("DeliveryResent", $"delivery:{id}");
        await _governance.SaveAsync(ct);
    }

    private static DeliveryView Shown(Delivery delivery, NoticeWay? way) => new(
        delivery.Id.Value, way?.Kind, way?.Address, delivery.Notices.Count, delivery.State, delivery.AttemptCount, delivery.CreatedAt, delivery.DueAt, delivery.EndedAt, delivery.LastError);
}

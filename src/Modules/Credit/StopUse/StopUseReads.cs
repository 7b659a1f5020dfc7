using System.Globalization;
using Gongxin.Credit.Records.Reading;
using Gongxin.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.StopUse;

/// <summary>One order to stop using a record, as everybody may see it: which record it was stands nowhere.</summary>
/// <param name="Reason">repaired or withdrawn.</param>
/// <param name="ConsumerCount">Applications that had been given the record.</param>
/// <param name="Hours">Hours from the order to the last acknowledgement, or until now while one is missing.</param>
/// <param name="IsComplete">Whether all of them have acknowledged.</param>
public sealed record StopUseView(Guid Id, string Reason, DateTime IssuedAt, int ConsumerCount, int AcknowledgedCount, double Hours, bool IsComplete);

/// <summary>An order that concerns the application that asks.</summary>
/// <param name="Kind">licence or penalty.</param>
/// <param name="ReceivedAt">When the application was first given the record.</param>
public sealed record OwnStopUseView(
    Guid Id, string Reason, DateTime IssuedAt, Guid Record, string Kind, string Uscc, string Number, string AuthorityUscc, DateTime ReceivedAt, DateTime? AcknowledgedAt);

// Orders to stop using records: all of them in figures, and those that concern who asks.
public sealed class StopUseReads
{
    public const int PageSize = 50;

    private readonly CreditDb _credit;
    private readonly TimeProvider _clock;

    internal StopUseReads(CreditDb credit, TimeProvider clock) => (_credit, _clock) = (credit, clock);

    public async Task<PageOf<StopUseView>> ListAsync(string? cursor, CancellationToken ct)
    {
        var from = PlaceIn.Parse(cursor);
        var total = await _credit.StopUses.LongCountAsync(ct);
        var orders = await _credit.StopUses.AsNoTracking().OrderByDescending(o => o.IssuedAt).ThenBy(o => o.Id).Skip(from).Take(PageSize)
            .Select(o => new
            {
                Order = o,
                Consumers = _credit.Receipts.Count(r => r.SubjectId == o.SubjectId && r.RecordId == o.RecordId),
                Acknowledged = _credit.Receipts.Count(r => r.SubjectId == o.SubjectId && r.RecordId == o.RecordId && r.AcknowledgedAt != null),
                Last = _credit.Receipts.Where(r => r.SubjectId == o.SubjectId && r.RecordId == o.RecordId).Max(r => r.AcknowledgedAt),
            })
            .ToListAsync(ct);
        var now = _clock.GetUtcNow().UtcDateTime;
        return new(
            [.. orders.Select(o => ViewOf(o.Order, o.Consumers, o.Acknowledged, o.Acknowledged == o.Consumers ? o.Last ?? o.Order.IssuedAt : now))],
            total,
            PlaceIn.Next(from, orders.Count, total));
    }

    public async Task<PageOf<OwnStopUseView>> MineAsync(string? cursor, CancellationToken ct)
    {
        var from = PlaceIn.Parse(cursor);
        var me = _credit.ActorId;
        var mine = _credit.Receipts.AsNoTracking().Where(r => r.ConsumerId == me)
            .Join(_credit.StopUses, r => new { r.SubjectId, r.RecordId }, o => new { o.SubjectId, o.RecordId }, (r, o) => new { Receipt = r, Order = o });
        var total = await mine.LongCountAsync(ct);
        var page = await mine.Join(_credit.Records, p => new { p.Order.SubjectId, Id = p.Order.RecordId }, r => new { r.SubjectId, r.Id }, (p, r) => new { p.Receipt, p.Order, Record = r })
            .OrderByDescending(p => p.Order.IssuedAt).ThenBy(p => p.Order.Id).Skip(from).Take(PageSize).ToListAsync(ct);
        return new(
            [.. page.Select(p => new OwnStopUseView(
                p.Order.Id.Value, StopUseOrder.WordOf(p.Order.Reason), p.Order.IssuedAt, p.Record.Id.Value, RecordItem.WordOf(p.Record.Kind),
                p.Record.SubjectUscc, p.Record.Number, p.Record.AuthorityUscc, p.Receipt.FirstAt, p.Receipt.AcknowledgedAt))],
            total,
            PlaceIn.Next(from, page.Count, total));
    }

    private static StopUseView ViewOf(StopUseOrder order, int consumers, int acknowledged, DateTime until) => new(
        order.Id.Value, StopUseOrder.WordOf(order.Reason), order.IssuedAt, consumers, acknowledged,
        Math.Round(Math.Max(0, (until - order.IssuedAt).TotalHours), 2), acknowledged == consumers);

    // Where a page of a short list begins.
    internal static class PlaceIn
    {
        public static int Parse(string? cursor) =>
            string.IsNullOrEmpty(cursor) ? 0
            : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from
            : throw CreditRefusals.QueryNotReadable("cursor", cursor);

        public static string? Next(int from, int count, long total) =>
            from + count < total ? (from + count).ToString(CultureInfo.InvariantCulture) : null;
    }
}

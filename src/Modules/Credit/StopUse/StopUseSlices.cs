using System.ComponentModel.DataAnnotations;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.StopUse;

internal static class ReadStopUse
{
    public static async Task<Ok<PageOf<StopUseView>>> Handle(string? cursor, StopUseReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ListAsync(cursor, ct));

    public static async Task<Ok<PageOf<OwnStopUseView>>> HandleMine(string? cursor, StopUseReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.MineAsync(cursor, ct));
}

// An application says that it has stopped using a record, and what it has lifted or deleted. Said twice, the first word stands.
internal static class AcknowledgeStopUse
{
    public sealed record Request
    {
        [StringLength(RecordReceipt.LiftedMax)]
        public string? Lifted { get; init; }
    }

    public sealed record Answer(Guid Id, DateTime AcknowledgedAt);

    public static async Task<Ok<Answer>> Handle(Guid id, Request? request, CreditDb credit, TimeProvider clock, CancellationToken ct)
    {
        if (request?.Lifted?.Length > RecordReceipt.LiftedMax)
        {
            throw ActsRefusals.ReasonMissing(0, RecordReceipt.LiftedMax);
        }

        var (orderId, me) = (new StopUseId(id), credit.ActorId);
        var receipt = await credit.StopUses.Where(o => o.Id == orderId)
            .Join(credit.Receipts.Where(r => r.ConsumerId == me), o => new { o.SubjectId, o.RecordId }, r => new { r.SubjectId, r.RecordId }, (o, r) => r)
            .SingleOrDefaultAsync(ct) ?? throw ActsRefusals.StopUseNotFound();
        if (receipt.Acknowledge(string.IsNullOrWhiteSpace(request?.Lifted) ? null : request.Lifted.Trim(), clock.GetUtcNow().UtcDateTime))
        {
            credit.Audit("StopUseAcknowledged", $"credit:stop-use/{id}");
            credit.QueueLedger("credit.stop-use-acknowledged", $"credit:stop-use/{id}", new { order = id, consumer = me });
            await credit.SaveAsync(ct);
        }

        return TypedResults.Ok(new Answer(id, receipt.AcknowledgedAt!.Value));
    }
}

using Gongxin.Credit.Records;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.StopUse;

// Notes which application was given which record, before it gets it. Readers without a key leave no trace.
internal sealed class ReceiptBook(CreditDb credit, TimeProvider clock)
{
    private const int AskMax = 500;

    public async Task NoteAsync(IEnumerable<Guid> records, CancellationToken ct)
    {
        var consumer = credit.Asker;
        if (consumer.Kind is not ActorKind.Application)
        {
            return;
        }

        var name = consumer.Name.Length <= RecordReceipt.NameMax ? consumer.Name : consumer.Name[..RecordReceipt.NameMax];
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var ids in records.Select(r => new RecordId(r)).Distinct().Chunk(AskMax))
        {
            var noted = await credit.Receipts.Where(r => r.ConsumerId == consumer.Id && ids.Contains(r.RecordId)).Select(r => r.RecordId).ToListAsync(ct);
            var fresh = ids.Except(noted).ToList();
            if (fresh.Count == 0)
            {
                continue;
            }

            var keys = await credit.Records.Where(r => fresh.Contains(r.Id)).Select(r => new { r.SubjectId, r.Id }).ToListAsync(ct);

            // One transaction for the many; two requests of one application may note the same at once.
            await using var transaction = await credit.Whole.Database.BeginTransactionAsync(ct);
            foreach (var key in keys)
            {
                await credit.Whole.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO credit_receipt ("SubjectId", "RecordId", "ConsumerId", "ConsumerName", "FirstAt")
                    VALUES ({key.SubjectId.Value}, {key.Id.Value}, {consumer.Id}, {name}, {now}) ON CONFLICT DO NOTHING
                    """,
                    ct);
            }

            await transaction.CommitAsync(ct);
        }
    }
}

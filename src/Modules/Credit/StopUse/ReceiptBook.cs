using Gongxin.Credit.Records;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.StopUse;

// Notes which application was given which record, before it gets it. Readers without a key leave no trace.
internal sealed class ReceiptBook(CreditDb credit, NotedReceipts noted, TimeProvider clock)
{
    private const int AskMax = 500;

    public async Task NoteAsync(IEnumerable<Guid> records, CancellationToken ct)
    {
        if (credit.Asker.Kind is not ActorKind.Application)
        {
            return;
        }

        foreach (var ids in records.Select(r => new RecordId(r)).Distinct().Where(r => !noted.Has(credit.Asker.Id, r)).Chunk(AskMax))
        {
            var given = await credit.Records.Where(r => ids.Contains(r.Id)).Select(r => new { r.SubjectId, r.Id }).ToListAsync(ct);
            var receipts = given.ConvertAll(r => RecordReceipt.Of(r.SubjectId, r.Id, credit.Asker, clock.GetUtcNow().UtcDateTime));

            // One transaction for rows that the change tracker does not see.
            await using var transaction = await credit.Whole.Database.BeginTransactionAsync(ct);
            await WriteAsync(receipts, ct);
            await transaction.CommitAsync(ct);
            noted.Add(receipts);
        }
    }

    // Within the transaction of whoever gives the records; what is noted already is left as it is. Two who give the same at once write
    // one after the other.
    public async Task WriteAsync(IReadOnlyCollection<RecordReceipt> receipts, CancellationToken ct)
    {
        foreach (var some in receipts.Where(r => !noted.Has(r.ConsumerId, r.RecordId)).DistinctBy(r => (r.ConsumerId, r.RecordId)).Chunk(AskMax))
        {
            await credit.Whole.Dialect.LockAsync(credit.Whole, "credit.receipts", ct);
            var (ids, consumers) = (some.Select(r => r.RecordId).Distinct().ToList(), some.Select(r => r.ConsumerId).Distinct().ToList());
            var known = await credit.Receipts.AsNoTracking().Where(r => consumers.Contains(r.ConsumerId) && ids.Contains(r.RecordId))
                .Select(r => new { r.ConsumerId, r.RecordId }).ToListAsync(ct);
            var isKnown = known.Select(k => (k.ConsumerId, k.RecordId)).ToHashSet();
            await credit.Whole.Dialect.BulkWriteAsync(credit.Whole, some.Where(r => !isKnown.Contains((r.ConsumerId, r.RecordId))), ct);
        }
    }
}

using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Ledger.Seals;

namespace Gongxin.Credit.Answers;

// Keeps the answers of a batch in one transaction, with the receipts of the records in them, an audit row and the ledger entry that seals
// them. No page that is kept shows any of it.
internal sealed class KeepChecks(CreditDb credit, ReceiptBook receipts, NotedReceipts noted)
{
    public const string LedgerKind = "credit.checks-answered";

    public async Task SaveAsync(AnsweredBatch batch, CancellationToken ct)
    {
        var seal = Seal.Of(batch.Leaves);
        var subject = $"credit:checks/{batch.Id}";

        // One transaction for rows that the change tracker does not see, audit and ledger.
        credit.Whole.WritesUnseen = true;
        await using var transaction = await credit.Whole.Database.BeginTransactionAsync(ct);
        await credit.Whole.Dialect.BulkWriteAsync(credit.Whole, batch.Checks, ct);
        await receipts.WriteAsync(batch.Receipts, ct);
        credit.Whole.Add(new CheckBatch { Id = batch.Id, Count = batch.Checks.Count, EntryId = credit.QueueLedger(LedgerKind, subject, new { seal }), At = batch.At });
        credit.Audit("ChecksAnswered", subject, new { batch.Checks.Count, seal.Root });
        await credit.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        noted.Add(batch.Receipts);
    }
}

internal sealed record AnsweredBatch(Guid Id, DateTime At, IReadOnlyList<CreditCheck> Checks, IReadOnlyList<byte[]> Leaves, IReadOnlyList<RecordReceipt> Receipts);

using System.Security.Cryptography;
using System.Text;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Taking;

// Writes the decisions of a batch in one transaction: new records and statements in bulk, known records under the eyes of the change
// tracker, with one audit row and one ledger entry that stands for what was told.
internal sealed class TakeBatch(CreditDb credit, TimeProvider clock)
{
    private const int AskMax = 500;

    public async Task<BatchTaken> WriteAsync(IReadOnlyList<RecordFacts> all, RecordTaking taking, CancellationToken ct)
    {
        if (all.Count == 0)
        {
            return default;
        }

        var (today, now) = (clock.LegalToday(), clock.GetUtcNow().UtcDateTime);

        // One transaction for rows that the change tracker does not see, changes of known records, audit and ledger.
        await using var transaction = await credit.Whole.Database.BeginTransactionAsync(ct);
        await credit.Whole.Dialect.LockAsync(credit.Whole, "credit", ct);
        var known = await KnownAsync(all, ct);
        var isNew = all.Select(t => t.Id).Distinct().Where(id => !known.ContainsKey(id)).ToHashSet();
        var serial = isNew.Count > 0 ? await credit.TakeSerialsAsync(isNew.Count, ct) : 0;
        var (added, statements, changed, same) = (new List<CreditRecord>(), new List<RecordStatement>(), 0, 0);
        var told = all.Where(f => known.ContainsKey(f.Id)).Select(f => known[f.Id].Record).Where(r => r.IsToldOn(today)).ToHashSet();
        foreach (var facts in all)
        {
            if (!known.TryGetValue(facts.Id, out var record))
            {
                record = new(CreditRecord.Of(facts, serial++, today, now), []);
                known[facts.Id] = record;
                added.Add(record.Record);
                statements.Add(record.Add(facts, taking, today, now));
            }
            else if (record.Says(facts, taking.Source) is { } heard)
            {
                heard.LastSeenOn = today;
                same++;
            }
            else
            {
                changed++;
                statements.Add(record.Add(facts, taking, today, now));
            }
        }

        told.Where(r => !r.IsToldOn(today)).ToList().ForEach(r => StopTelling(r, now));
        await credit.Whole.Dialect.BulkWriteAsync(credit.Whole, added, ct);
        await credit.Whole.Dialect.BulkWriteAsync(credit.Whole, statements, ct);
        if (statements.Count > 0)
        {
            var digest = DigestOf(statements);
            credit.Audit("RecordsTaken", $"credit:taking/{taking.Id}", new { taking.Source, added = added.Count, changed });
            credit.QueueLedger("credit.records-taken", $"credit:taking/{taking.Id}", new { taking.Source, added = added.Count, changed, digest });
        }

        await credit.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return new(added.Count, changed, same);
    }

    private async Task<Dictionary<RecordId, KnownRecord>> KnownAsync(IReadOnlyList<RecordFacts> told, CancellationToken ct)
    {
        var known = new Dictionary<RecordId, KnownRecord>();
        foreach (var ids in told.Select(t => t.Id).Distinct().Chunk(AskMax))
        {
            var records = await credit.Records.Where(r => ids.Contains(r.Id)).ToListAsync(ct);
            records.ForEach(r => known[r.Id] = new(r, []));
            if (records.Count > 0)
            {
                foreach (var statement in await credit.Statements.Where(s => ids.Contains(s.RecordId)).OrderBy(s => s.Number).ToListAsync(ct))
                {
                    known[statement.RecordId].Statements.Add(statement);
                }
            }
        }

        return known;
    }

    private void StopTelling(CreditRecord record, DateTime now)
    {
        record.StopTelling();
        var order = StopUseOrder.For(record, RecordEnd.Stopped, now);
        credit.StopUses.Add(order);
        credit.QueueLedger("credit.stop-use-issued", $"credit:stop-use/{order.Id.Value}", new { record = record.Id.Value, reason = StopUseOrder.WordOf(order.Reason) });
    }

    // Stands in the ledger for what was told of whom, without telling it.
    private static string DigestOf(List<RecordStatement> statements) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', statements.Select(s => $"{s.SubjectId.Value:N} {s.RecordId.Value:N} {s.Number} {s.Digest}").Order(StringComparer.Ordinal)))));

    private sealed record KnownRecord(CreditRecord Record, List<RecordStatement> Statements)
    {
        // The statement that this source made last, when it says the same.
        public RecordStatement? Says(RecordFacts facts, string source) =>
            Statements.FindLast(s => s.Source == source) is { } last && last.Digest == facts.Digest ? last : null;

        // A new statement. It counts, unless the deciding authority has spoken and this is somebody else.
        public RecordStatement Add(RecordFacts facts, RecordTaking taking, DateOnly today, DateTime now)
        {
            var counting = Statements.Find(s => s.Number == Record.StatementNumber);
            var statement = new RecordStatement
            {
                SubjectId = Record.SubjectId,
                RecordId = Record.Id,
                Number = Statements.Count + 1,
                Source = taking.Source,
                StatedBy = facts.StatedBy,
                Digest = facts.Digest,
                Fields = facts.FieldsJson,
                TakingId = taking.Id,
                FirstSeenOn = today,
                LastSeenOn = today,
            };
            if (Statements.Count > 0 && (facts.StatedBy == Record.AuthorityUscc || counting?.StatedBy != Record.AuthorityUscc))
            {
                Record.Take(facts, statement.Number, today, now);
            }

            Statements.Add(statement);
            return statement;
        }
    }
}

internal readonly record struct BatchTaken(int Added, int Changed, int Same);

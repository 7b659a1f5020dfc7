using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.Records.Templates;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Standing;

// Licences and penalties that are public on the day. A penalty speaks against its subject, a licence neither for it nor against it.
internal sealed class RecordsSection(CreditDb credit) : ICreditSection
{
    private const string PenaltyBasis = "CF_YJ";

    // Identifiers in one statement.
    private const int AskMax = 500;

    public IReadOnlyList<ReportPart> Parts { get; } = [ReportPart.Administration];

    public async Task<WeighingFacts> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, int maxEach, CancellationToken ct)
    {
        var (facts, totals) = (new List<StandingFact>(), new Dictionary<SubjectId, int>());
        foreach (var ids in subjects.Chunk(AskMax))
        {
            // The kind is looked at afterwards: asked for it, SQLite may take the index of kinds and read every penalty there is.
            var there = await credit.ShownOn(day).Where(r => ids.Contains(r.SubjectId))
                .Select(r => new { r.SubjectId, r.Id, r.Kind, r.DecidedOn, r.Serial }).ToListAsync(ct);
            var newest = new List<RecordId>();
            foreach (var own in there.Where(r => r.Kind is RecordKind.Penalty).GroupBy(r => r.SubjectId))
            {
                totals[own.Key] = own.Count();
                newest.AddRange(own.OrderByDescending(r => r.DecidedOn).ThenByDescending(r => r.Serial).Take(maxEach).Select(r => r.Id));
            }

            foreach (var some in newest.Chunk(AskMax))
            {
                facts.AddRange(await ReadAsync(credit.Records.AsNoTracking().Where(r => ids.Contains(r.SubjectId) && some.Contains(r.Id)), ct));
            }
        }

        return new(facts.OrderByDescending(f => f.Since).ToLookup(f => f.Subject), totals);
    }

    public async Task<StandingPage> AllAsync(SubjectId subject, DateOnly day, int max, CancellationToken ct)
    {
        var records = credit.ShownOn(day).Where(r => r.SubjectId == subject);
        var facts = await ReadAsync(records.OrderByDescending(r => r.DecidedOn).ThenByDescending(r => r.Serial).Take(max), ct);
        var total = facts.Count < max ? facts.Count : await records.LongCountAsync(ct);
        return new(facts, new Dictionary<ReportPart, long> { [ReportPart.Administration] = total });
    }

    private async Task<List<StandingFact>> ReadAsync(IQueryable<CreditRecord> records, CancellationToken ct)
    {
        var rows = await records
            .Select(r => new
            {
                Record = r,
                Fields = credit.Statements.Where(s => s.SubjectId == r.SubjectId && s.RecordId == r.Id && s.Number == r.StatementNumber).Select(s => s.Fields).First(),
            })
            .ToListAsync(ct);
        return [.. rows.Select(r => FactOf(r.Record, JsonSerializer.Deserialize<Dictionary<string, string>>(r.Fields) ?? []))];
    }

    private static StandingFact FactOf(CreditRecord record, Dictionary<string, string> fields)
    {
        var isPenalty = record.Kind is RecordKind.Penalty;
        return new(
            record.SubjectId, ReportPart.Administration, RecordItem.WordOf(record.Kind), isPenalty ? StandingWeight.Adverse : StandingWeight.Neutral, record.Id.Value,
            record.Number, record.Title, isPenalty ? fields.GetValueOrDefault(PenaltyBasis) : null, record.Authority, record.AuthorityUscc, record.DecidedOn, record.UntilOn)
        {
            Source = fields.GetValueOrDefault(RecordTemplate.Of(record.Kind).Parts.Source),
            Severity = record.Severity?.ToString().ToLowerInvariant(),
            AmountFen = record.FineFen,
            Standing = record.ObjectionCase is null && record.RepairCase is null ? null : record.Standing,
            RepairFrom = record.RepairFromOn,
        };
    }
}

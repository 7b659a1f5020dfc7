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

    public async Task<IReadOnlyList<StandingFact>> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, CancellationToken ct)
    {
        var facts = new List<StandingFact>();
        foreach (var ids in subjects.Chunk(AskMax))
        {
            var records = credit.ShownOn(day).Where(r => ids.Contains(r.SubjectId) && r.Kind == RecordKind.Penalty);
            facts.AddRange(await ReadAsync(records.OrderByDescending(r => r.DecidedOn).ThenByDescending(r => r.Serial), ct));
        }

        return facts;
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
            RepairFrom = record.RepairFromOn,
        };
    }
}

using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Templates;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Standing;

// Records of all classes, each in the part of its class. What weighs is told whoever has to decide, also where it is shared with such bodies
// only; a report tells what is public.
internal sealed class RecordsSection(CreditDb credit) : ICreditSection
{
    // Identifiers in one statement.
    private const int AskMax = 500;

    public IReadOnlyList<ReportPart> Parts { get; } = [.. RecordClass.All.Select(c => c.Part).Distinct()];

    public async Task<WeighingFacts> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, int maxEach, CancellationToken ct)
    {
        var (facts, totals) = (new List<StandingFact>(), new Dictionary<SubjectId, int>());
        foreach (var ids in subjects.Chunk(AskMax))
        {
            // The kind is looked at afterwards: asked for it, SQLite may take the index of kinds and read every penalty there is.
            var there = await credit.ToldOn(day).Where(r => ids.Contains(r.SubjectId))
                .Select(r => new { r.SubjectId, r.Id, r.Kind, r.Weight, r.DecidedOn, r.Serial }).ToListAsync(ct);
            var newest = new List<RecordId>();
            foreach (var own in there.Where(r => WeightOf(r.Kind, r.Weight) is not StandingWeight.Neutral).GroupBy(r => r.SubjectId))
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
        if (facts.Count < max)
        {
            return new(facts, Parts.ToDictionary(p => p, p => facts.LongCount(f => f.Part == p)));
        }

        var counts = await records.GroupBy(r => r.Kind).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(facts, Parts.ToDictionary(p => p, p => counts.Where(c => RecordClass.Of(c.Key).Part == p).Sum(c => c.Value)));
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
        var (of, parts) = (RecordClass.Of(record.Kind), RecordTemplate.Of(record.Kind).Parts);
        return new(
            record.SubjectId, of.Part, of.Code, WeightOf(record.Kind, record.Weight), record.Id.Value,
            record.Number, NameOf(record.Title, fields.GetValueOrDefault(of.WeighedBy ?? parts.Variety ?? "")), parts.Basis is { } basis ? fields.GetValueOrDefault(basis) : null, record.Authority, record.AuthorityUscc, record.DecidedOn, record.UntilOn)
        {
            IsRecord = true,
            Source = fields.GetValueOrDefault(parts.Source),
            Severity = record.Severity?.ToString().ToLowerInvariant(),
            AmountFen = record.FineFen,
            Standing = record.ObjectionCase is null && record.RepairCase is null ? null : record.Standing,
            RepairFrom = record.RepairFromOn,
        };
    }

    // Who decides wants to know the grade, the state, or which kind it is.
    private static string NameOf(string title, string? value) => value is null ? title : $"{title}：{value}";

    private static StandingWeight WeightOf(RecordKind kind, StandingWeight? own) => own ?? RecordClass.Of(kind).Weight;
}
